<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>(not installed)</source>
        <translation>（未安装）</translation>
    </message>
    <message>
        <source>A desk for writing. Its small model runs on this machine alone: what you write is never sent anywhere.</source>
        <translation>一张写作的书桌。它的小模型只在这台电脑上运行：你写的内容绝不会发送到任何地方。</translation>
    </message>
    <message>
        <source>{model} runs on {device}.</source>
        <translation>{model} 在 {device} 上运行。</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Suggestion: {words}</source>
        <translation>建议：{words}</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>Unsaved words cannot be kept.</source>
        <translation>无法保留尚未保存的内容。</translation>
    </message>
</context>
<context>
    <name>Buttons</name>
    <message>
        <source>Continue story</source>
        <translation>续写故事</translation>
    </message>
    <message>
        <source>Try another</source>
        <translation>换一种</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Another text</source>
        <translation>另一篇文字</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>在下方</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>and then the door opened.</source>
        <translation>然后门开了。</translation>
    </message>
    <message>
        <source>Nobody was there.</source>
        <translation>那里没有人。</translation>
    </message>
    <message>
        <source>Type a word or two here, and wait a moment.</source>
        <translation>在这里输入一两字，稍等片刻。</translation>
    </message>
    <message>
        <source>The grey words are an offer: {keys} keeps them.</source>
        <translation>灰色的字是建议：按 {keys} 采用。</translation>
    </message>
    <message>
        <source>Here are others: {keys} sends them away. So does typing on.</source>
        <translation>这里又有一些：按 {keys} 让它们消失。继续输入也一样。</translation>
    </message>
    <message>
        <source>That is all there is to it. {keys} to begin your story.</source>
        <translation>就这么简单。按 {keys} 开始写您的故事。</translation>
    </message>
    <message>
        <source>type</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Three keys to know</source>
        <translation>要知道的三个键</translation>
    </message>
    <message>
        <source>Start writing ({keys})</source>
        <translation>开始写作（{keys}）</translation>
    </message>
    <message>
        <source>A line to try the keys in</source>
        <translation>用来试按键的一行</translation>
    </message>
    <message>
        <source>Try it here. It is no part of your story.</source>
        <translation>在这里试试。它不属于您的故事。</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message numerus="yes">
        <source>%Ln paragraph(s) without a change</source>
        <translation>
            <numerusform>%Ln 段没有改动</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Chapters</name>
    <message>
        <source>Add to “{story}”</source>
        <translation>加入“{story}”</translation>
    </message>
    <message>
        <source>Make a story folder…</source>
        <translation>做成故事文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” has %Ln chapter(s).</source>
        <translation>
            <numerusform>“{name}”有 %Ln 章。</numerusform>
        </translation>
    </message>
    <message>
        <source>There are texts in “{name}” already; choose a new folder.</source>
        <translation>“{name}”中已有文本；请选择一个新文件夹。</translation>
    </message>
    <message>
        <source>Added the chapters of “{name}”</source>
        <translation>已加入“{name}”的各章</translation>
    </message>
    <message>
        <source>Writing the chapters of “{name}”…</source>
        <translation>正在写入“{name}”的各章…</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>New &amp;Window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Reopen with Encoding…</source>
        <translation>用其他编码重新打开(&amp;R)…</translation>
    </message>
    <message>
        <source>Save with &amp;Encoding…</source>
        <translation>用其他编码保存(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find Ne&amp;xt</source>
        <translation>查找下一个(&amp;X)</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>R&amp;eplace…</source>
        <translation>替换(&amp;E)…</translation>
    </message>
    <message>
        <source>Close the Find &amp;Bar</source>
        <translation>关闭查找栏(&amp;B)</translation>
    </message>
    <message>
        <source>Prefere&amp;nces…</source>
        <translation>首选项(&amp;N)…</translation>
    </message>
    <message>
        <source>S&amp;uggest Now</source>
        <translation>立即建议(&amp;U)</translation>
    </message>
    <message>
        <source>Check &amp;Spelling</source>
        <translation>检查拼写(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next Misspelled Word</source>
        <translation>下一个拼错的词(&amp;N)</translation>
    </message>
    <message>
        <source>Spelling &amp;Language…</source>
        <translation>拼写语言(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;My Words…</source>
        <translation>我的词(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Capitals at Sentence Starts</source>
        <translation>句首大写(&amp;C)</translation>
    </message>
    <message>
        <source>No D&amp;ouble Spaces</source>
        <translation>不连打空格(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Drafting Mode…</source>
        <translation>草稿模式(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Continue Story</source>
        <translation>续写故事(&amp;C)</translation>
    </message>
    <message>
        <source>Open Story Fol&amp;der…</source>
        <translation>打开故事文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>New Stor&amp;y…</source>
        <translation>新建故事(&amp;Y)…</translation>
    </message>
    <message>
        <source>C&amp;lose Story</source>
        <translation>关闭故事(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Print Pre&amp;view…</source>
        <translation>打印预览(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Find in Whole &amp;Story…</source>
        <translation>在整个故事中查找(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Try Another Continuation</source>
        <translation>换一种续写(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;New Chapter</source>
        <translation>新建章节(&amp;N)</translation>
    </message>
    <message>
        <source>New N&amp;ote</source>
        <translation>新建笔记(&amp;O)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Chapter</source>
        <translation>下一章(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Previous Chapter</source>
        <translation>上一章(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rename Chapter…</source>
        <translation>重命名章节(&amp;R)…</translation>
    </message>
    <message>
        <source>Split Chapter &amp;Here</source>
        <translation>在此处拆分章节(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Join with Next Chapter</source>
        <translation>与下一章合并(&amp;J)</translation>
    </message>
    <message>
        <source>Move Chapter &amp;Up</source>
        <translation>上移章节(&amp;U)</translation>
    </message>
    <message>
        <source>Move Chapter &amp;Down</source>
        <translation>下移章节(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Move Chapter to Trash</source>
        <translation>将章节移到废纸篓(&amp;M)</translation>
    </message>
    <message>
        <source>Chapte&amp;rs</source>
        <translation>章节(&amp;R)</translation>
    </message>
    <message>
        <source>Go to &amp;Chapters</source>
        <translation>转到章节(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Suggestions While Typing</source>
        <translation>输入时给出建议(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Remember This Story</source>
        <translation>记住这篇故事(&amp;R)</translation>
    </message>
    <message>
        <source>T&amp;his Story’s Memory</source>
        <translation>这篇故事的记忆(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep Words in Memory</source>
        <translation>将字词留在记忆中(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Forget This Story</source>
        <translation>忘记这篇故事(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Learn My Writing…</source>
        <translation>学习我的写作(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>采纳(&amp;A)</translation>
    </message>
    <message>
        <source>Accept One &amp;Word</source>
        <translation>采纳一个字词(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Next Alternative</source>
        <translation>下一个备选(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Alternative</source>
        <translation>上一个备选(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>忽略(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next Words</source>
        <translation>接下来的词(&amp;N)</translation>
    </message>
    <message>
        <source>Take Word &amp;1</source>
        <translation>采用第 1 个词(&amp;1)</translation>
    </message>
    <message>
        <source>Take Word &amp;2</source>
        <translation>采用第 2 个词(&amp;2)</translation>
    </message>
    <message>
        <source>Take Word &amp;3</source>
        <translation>采用第 3 个词(&amp;3)</translation>
    </message>
    <message>
        <source>Take Word &amp;4</source>
        <translation>采用第 4 个词(&amp;4)</translation>
    </message>
    <message>
        <source>Take Word &amp;5</source>
        <translation>采用第 5 个词(&amp;5)</translation>
    </message>
    <message>
        <source>&amp;Continue in Several Ways…</source>
        <translation>多种续写(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Bridge a Gap…</source>
        <translation>衔接空缺(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Rephrase a Sentence…</source>
        <translation>改写句子(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Tint Suggested Words</source>
        <translation>为建议的文字着色(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Who Wrote What…</source>
        <translation>谁写了什么(&amp;W)…</translation>
    </message>
    <message>
        <source>Reread This Te&amp;xt</source>
        <translation>重读这篇文字(&amp;X)</translation>
    </message>
    <message>
        <source>Next Place That Stands &amp;Out</source>
        <translation>下一个值得留意的地方(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Previous Place That Stands Out</source>
        <translation>上一个值得留意的地方(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Add Comment…</source>
        <translation>添加批注(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>书签(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next Comment or Bookmark</source>
        <translation>下一条批注或书签(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Comment or Bookmark</source>
        <translation>上一条批注或书签(&amp;P)</translation>
    </message>
    <message>
        <source>Comment Is Don&amp;e</source>
        <translation>批注已处理(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Delete Comment or Bookmark</source>
        <translation>删除批注或书签(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Comments and Bookmarks</source>
        <translation>批注和书签(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep a Version…</source>
        <translation>留存版本(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Versions…</source>
        <translation>版本(&amp;V)…</translation>
    </message>
    <message>
        <source>Choose &amp;Model…</source>
        <translation>选择模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Goals…</source>
        <translation>目标(&amp;G)…</translation>
    </message>
    <message>
        <source>St&amp;atistics</source>
        <translation>统计(&amp;A)</translation>
    </message>
    <message>
        <source>Goal &amp;Bar</source>
        <translation>目标栏(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Mood Line</source>
        <translation>情绪曲线(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Strong</source>
        <translation>加粗(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Emphasis</source>
        <translation>强调(&amp;E)</translation>
    </message>
    <message>
        <source>Heading &amp;1</source>
        <translation>一级标题(&amp;1)</translation>
    </message>
    <message>
        <source>Heading &amp;2</source>
        <translation>二级标题(&amp;2)</translation>
    </message>
    <message>
        <source>Heading &amp;3</source>
        <translation>三级标题(&amp;3)</translation>
    </message>
    <message>
        <source>&amp;No Heading</source>
        <translation>取消标题(&amp;N)</translation>
    </message>
    <message>
        <source>Continue the &amp;List</source>
        <translation>接续列表(&amp;L)</translation>
    </message>
    <message>
        <source>Sho&amp;w Markdown</source>
        <translation>显示 Markdown 样式(&amp;W)</translation>
    </message>
    <message>
        <source>Out&amp;line</source>
        <translation>大纲(&amp;L)</translation>
    </message>
    <message>
        <source>Go to &amp;Heading…</source>
        <translation>转到标题(&amp;H)…</translation>
    </message>
    <message>
        <source>Next Hea&amp;ding</source>
        <translation>下一个标题(&amp;D)</translation>
    </message>
    <message>
        <source>Previous H&amp;eading</source>
        <translation>上一个标题(&amp;E)</translation>
    </message>
    <message>
        <source>Next &amp;Kind of Focus</source>
        <translation>下一种专注(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Typewriter Scrolling</source>
        <translation>打字机滚动(&amp;T)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Theme</source>
        <translation>下一个主题(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Go to Mood Line</source>
        <translation>转到情绪曲线(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Split View</source>
        <translation>拆分视图(&amp;S)</translation>
    </message>
    <message>
        <source>Another &amp;Text Beside…</source>
        <translation>在旁边打开另一篇文字(&amp;T)…</translation>
    </message>
    <message>
        <source>S&amp;wap Both Views</source>
        <translation>互换两个视图(&amp;W)</translation>
    </message>
    <message>
        <source>Second View Be&amp;low</source>
        <translation>第二个视图在下方(&amp;L)</translation>
    </message>
    <message>
        <source>Command &amp;Palette…</source>
        <translation>命令面板(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Next Part of the Window</source>
        <translation>窗口的下一部分(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Part of the Window</source>
        <translation>窗口的上一部分(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keys at a Glance</source>
        <translation>快捷键一览(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;First Steps</source>
        <translation>入门(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;Sample Story</source>
        <translation>打开示例故事(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Privacy…</source>
        <translation>隐私(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;About Inkling</source>
        <translation>关于 Inkling(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Comparer</name>
    <message>
        <source>The texts could not be compared; the log says more.</source>
        <translation>无法比较这些文字；日志中有更多说明。</translation>
    </message>
</context>
<context>
    <name>Continuation</name>
    <message>
        <source>The model is still being loaded; try again in a moment.</source>
        <translation>模型仍在加载，请稍后再试。</translation>
    </message>
    <message>
        <source>There is no model to continue the story; choose one under Suggestions.</source>
        <translation>没有可用来续写的模型，请在“建议”菜单中选择一个。</translation>
    </message>
    <message>
        <source>Write a few words first; the story goes on from where the cursor stands.</source>
        <translation>请先写几个字；故事会从光标处续写下去。</translation>
    </message>
    <message>
        <source>There is no continuation to replace: the text has changed since the last one.</source>
        <translation>没有可替换的续写：上次续写之后，文字已有改动。</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>up to %n word(s)</source>
        <translation>
            <numerusform>最多 %n 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>The arrow keys go from day to day.</source>
        <translation>用方向键逐日移动。</translation>
    </message>
</context>
<context>
    <name>DaysPage</name>
    <message>
        <source>Today:</source>
        <translation>今天：</translation>
    </message>
    <message>
        <source>This session:</source>
        <translation>本次：</translation>
    </message>
    <message>
        <source>Days in a row:</source>
        <translation>连续天数：</translation>
    </message>
    <message>
        <source>Best day of these:</source>
        <translation>其中最好的一天：</translation>
    </message>
    <message>
        <source>All of these days:</source>
        <translation>这些天合计：</translation>
    </message>
    <message>
        <source>Words an hour:</source>
        <translation>每小时字数：</translation>
    </message>
    <message>
        <source>&amp;Copy as CSV</source>
        <translation>复制为 CSV(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>All days are on the clipboard.</source>
        <translation>所有日子已在剪贴板上。</translation>
    </message>
    <message>
        <source>Writing days.csv</source>
        <translation>写作日.csv</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another folder.</source>
        <translation>无法写入 {path}（{reason}）；请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>All days are saved as {name}.</source>
        <translation>所有日子已存为 {name}。</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Note {number}</source>
        <translation>笔记 {number}</translation>
    </message>
    <message>
        <source>Chapter {number}</source>
        <translation>第{number}章</translation>
    </message>
    <message>
        <source>“{title}” is number {number} now.</source>
        <translation>“{title}”现在排在第 {number} 位。</translation>
    </message>
    <message>
        <source>“{title}” is in the trash.</source>
        <translation>“{title}”已在废纸篓中。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>“{title}” is back in its place.</source>
        <translation>“{title}”已放回原处。</translation>
    </message>
    <message>
        <source>{title}, part 2</source>
        <translation>{title}，第二部分</translation>
    </message>
    <message>
        <source>Behind “{title}” there is no chapter to join it with.</source>
        <translation>“{title}”之后没有可以合并的章节。</translation>
    </message>
    <message>
        <source>“{second}” stands at the end of “{first}” now; its own file is in the trash.</source>
        <translation>“{second}”现在接在“{first}”的末尾；它自己的文件在废纸篓中。</translation>
    </message>
    <message>
        <source>Take the joining back</source>
        <translation>撤回合并</translation>
    </message>
    <message>
        <source>“{first}” was split; what stood behind the cursor is “{second}” now.</source>
        <translation>“{first}”已拆分；光标之后的内容现在是“{second}”。</translation>
    </message>
    <message>
        <source>Take the splitting back</source>
        <translation>撤回拆分</translation>
    </message>
    <message>
        <source>&amp;Put Back</source>
        <translation>放回(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Empty Trash…</source>
        <translation>清空废纸篓(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Inkling kept unsaved words of “{name}” ({when}): “{words}…”</source>
        <translation>Inkling 保留了“{name}”中尚未保存的内容（{when}）：“{words}…”</translation>
    </message>
    <message>
        <source>Inkling kept unsaved words of an untitled text ({when}): “{words}…”</source>
        <translation>Inkling 保留了一篇未命名文稿中尚未保存的内容（{when}）：“{words}…”</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message numerus="yes">
        <source>There are unsaved words of %n more text(s).</source>
        <translation>
            <numerusform>还保留了另外 %n 篇文稿中尚未保存的内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the next</source>
        <translation>显示接下来的</translation>
    </message>
    <message>
        <source>A copy of unsaved words is damaged and cannot be read: {file}</source>
        <translation>一份未保存文字的副本已损坏，无法读取：{file}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message>
        <source>Unsaved words cannot be kept, so Inkling goes on; save them now.</source>
        <translation>未保存的文字无法留存，所以 Inkling 没有退出；请现在保存。</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>Automatic: what is fastest here</source>
        <translation>自动：这台电脑上最快的</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>NVIDIA graphics (CUDA)</source>
        <translation>NVIDIA 显卡（CUDA）</translation>
    </message>
    <message>
        <source>Windows graphics (DirectML)</source>
        <translation>Windows 显卡（DirectML）</translation>
    </message>
    <message>
        <source>Apple (Core ML)</source>
        <translation>Apple 芯片（Core ML）</translation>
    </message>
    <message>
        <source>{device}: {time} ms a suggestion, {rate} words a second</source>
        <translation>{device}：每次建议 {time} 毫秒，每秒续写 {rate} 字</translation>
    </message>
    <message>
        <source>{provider}: does not work here ({reason})</source>
        <translation>{provider}：在这里无法使用（{reason}）</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>Now: {device}</source>
        <translation>目前使用：{device}</translation>
    </message>
    <message>
        <source>Inkling will measure what is fastest when you have typed and then rest.</source>
        <translation>等你写了一些又停下来时，Inkling 会测出哪一个最快。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Texts of other programs</source>
        <translation>其他程序的文本</translation>
    </message>
    <message>
        <source>Add earlier works</source>
        <translation>添加旧作</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>There is a file “{name}” already.</source>
        <translation>已经有一个文件“{name}”。</translation>
    </message>
    <message>
        <source>Replace what is in it by what you wrote here?</source>
        <translation>要用您在这里写的内容替换其中的内容吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>How the letters are written in the file:</source>
        <translation>文件中文字的编码：</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder</source>
        <translation>选择模型所在的文件夹</translation>
    </message>
    <message>
        <source>Open a story&apos;s folder</source>
        <translation>打开故事的文件夹</translation>
    </message>
    <message>
        <source>New Story</source>
        <translation>新建故事</translation>
    </message>
    <message>
        <source>Folder&apos;s name:</source>
        <translation>文件夹名称：</translation>
    </message>
    <message>
        <source>Delete for good what is in the trash?</source>
        <translation>要彻底删除废纸篓中的内容吗？</translation>
    </message>
    <message>
        <source>Texts in it: {count}. They cannot be put back afterwards.</source>
        <translation>其中的文本：{count} 篇。删除后无法放回。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Leave drafting mode?</source>
        <translation>离开草稿模式？</translation>
    </message>
    <message>
        <source>You can delete and go back then. What you wrote stays as it is.</source>
        <translation>之后您又可以删除和返回。您写的内容保持原样。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Write on</source>
        <translation>继续写</translation>
    </message>
    <message>
        <source>Save what you wrote in “{name}”?</source>
        <translation>要保存你在“{name}”中所写的内容吗？</translation>
    </message>
    <message>
        <source>Without saving, it will be lost.</source>
        <translation>如果不保存，这些内容将会丢失。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>DocumentSession</name>
    <message>
        <source>Open anyway</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Open as text…</source>
        <translation>作为文本打开…</translation>
    </message>
    <message>
        <source>Open as Text</source>
        <translation>作为文本打开</translation>
    </message>
    <message>
        <source>These unsaved words of “{name}” are an untitled text now, as their file cannot be opened: {problem}</source>
        <translation>“{name}”的这些未保存的文字现在成了未命名的文本，因为它的文件无法打开：{problem}</translation>
    </message>
    <message>
        <source>“{name}” was changed after these words of yours were kept.</source>
        <translation>“{name}”在您的这些文字留存之后被改动过。</translation>
    </message>
</context>
<context>
    <name>DraftLength</name>
    <message>
        <source>Drafting Mode</source>
        <translation>草稿模式</translation>
    </message>
    <message>
        <source>Until the time is over or the words are written, you can only write on: nothing can be deleted, and the cursor stays where you write. Leave it by the same menu at any time.</source>
        <translation>在时间到或词数写完之前，您只能继续写：什么都不能删除，光标停在您写的地方。随时可以从同一个菜单离开。</translation>
    </message>
    <message>
        <source>&amp;Minutes</source>
        <translation>分钟(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>字(&amp;W)</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>开始(&amp;B)</translation>
    </message>
</context>
<context>
    <name>Drafting</name>
    <message>
        <source>A draft only goes forward: write on.</source>
        <translation>草稿只能向前：继续写。</translation>
    </message>
    <message>
        <source>The draft is done.</source>
        <translation>草稿完成了。</translation>
    </message>
    <message>
        <source>Draft: {written} of {most} words</source>
        <translation>草稿：{written} / {most} 字</translation>
    </message>
    <message>
        <source>Draft: {minutes}:{seconds:02} left</source>
        <translation>草稿：还剩 {minutes}:{seconds:02}</translation>
    </message>
</context>
<context>
    <name>EarlierWorks</name>
    <message numerus="yes">
        <source>Reading %Ln work(s)…</source>
        <translation>
            <numerusform>正在读取 %Ln 部作品…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Reading “{name}”…</source>
        <translation>正在读取“{name}”…</translation>
    </message>
    <message>
        <source>Imported “{name}”; it is not saved yet</source>
        <translation>已导入“{name}”；尚未保存</translation>
    </message>
    <message>
        <source>“{name}” is a file of this text; export it under another name.</source>
        <translation>“{name}”是这篇文字的文件；请用另一个名称导出。</translation>
    </message>
    <message>
        <source>Exporting “{name}”…</source>
        <translation>正在导出“{name}”…</translation>
    </message>
    <message>
        <source>Exported to “{name}”: {words}, {chapters}</source>
        <translation>已导出到“{name}”：{words}，{chapters}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chapter(s)</source>
        <translation>
            <numerusform>%Ln 章</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>as the text is; or a code such as en or zh-CN</source>
        <translation>随文字而定；或填代码，如 en 或 zh-CN</translation>
    </message>
    <message>
        <source>Title &amp;page</source>
        <translation>扉页(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Marks such as *, # and &gt; are Markdown</source>
        <translation>*、# 和 &gt; 等符号是 Markdown(&amp;M)</translation>
    </message>
    <message>
        <source>Standard man&amp;uscript format</source>
        <translation>标准投稿格式(&amp;U)</translation>
    </message>
    <message>
        <source>Double spaced, an inch of margin, surname and title above each page: as editors ask for</source>
        <translation>双倍行距，一英寸页边距，每页上方有姓氏和书名：符合编辑的要求</translation>
    </message>
    <message>
        <source>As is usual</source>
        <translation>按惯例</translation>
    </message>
    <message>
        <source>US Letter</source>
        <translation>美国信纸（Letter）</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word 文档（.docx）</translation>
    </message>
    <message>
        <source>LibreOffice (.odt)</source>
        <translation>LibreOffice 文档（.odt）</translation>
    </message>
    <message>
        <source>E-book (.epub)</source>
        <translation>电子书（.epub）</translation>
    </message>
    <message>
        <source>Web page (.html)</source>
        <translation>网页（.html）</translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation>Markdown 文本（.md）</translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation>纯文本（.txt）</translation>
    </message>
    <message>
        <source>PDF (.pdf)</source>
        <translation>PDF 文件（.pdf）</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>内容(&amp;W)：</translation>
    </message>
    <message>
        <source>&amp;Chapters:</source>
        <translation>章节(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>格式(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Title:</source>
        <translation>书名(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;Author:</source>
        <translation>作者(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>语言(&amp;L)：</translation>
    </message>
    <message>
        <source>F&amp;ont:</source>
        <translation>字体(&amp;O)：</translation>
    </message>
    <message>
        <source>Pap&amp;er:</source>
        <translation>纸张(&amp;E)：</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>地址(&amp;D)：</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>FigureWords</name>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{words} in {time}</source>
        <translation>{time}写了 {words}</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day without its year, as Qt writes dates</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>The goal of this story is reached.</source>
        <translation>这个故事的目标已达到。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go.</source>
        <translation>
            <numerusform>还差 %Ln 字。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go, and {date} is over.</source>
        <translation>
            <numerusform>还差 %Ln 字，而 {date} 已过。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) a day until {date}.</source>
        <translation>
            <numerusform>到 {date} 为止每天 %Ln 字。</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}: {work}</source>
        <translation>{day}：{work}</translation>
    </message>
    <message numerus="yes">
        <source>the model added %Ln</source>
        <translation>
            <numerusform>模型加了 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the goal was %Ln</source>
        <translation>
            <numerusform>目标是 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}: {said}.</source>
        <translation>{day}：{said}。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>Up and Down give what was looked for before</source>
        <translation>上下键给出以前查找过的内容</translation>
    </message>
    <message>
        <source>Up and Down give what was written before</source>
        <translation>上下键给出以前写过的内容</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>capitals and small letters are two things</source>
        <translation>大写和小写算不同</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>仅整词</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>^ and $ are a paragraph&apos;s ends, \n parts two, \1 is what the first group found</source>
        <translation>^ 和 $ 是段落的两端，\n 分开两段，\1 是第一组找到的内容</translation>
    </message>
    <message>
        <source>Only in what is selected</source>
        <translation>仅在所选内容中</translation>
    </message>
    <message>
        <source>In the whole story</source>
        <translation>在整个故事中</translation>
    </message>
    <message>
        <source>on behind the last place, in the next chapter</source>
        <translation>过了最后一处就到下一章继续</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>关闭查找栏</translation>
    </message>
    <message>
        <source>this place, and go to the next one</source>
        <translation>替换这一处，并到下一处</translation>
    </message>
    <message>
        <source>one Undo takes all of it back</source>
        <translation>撤销一次即可全部还原</translation>
    </message>
    <message>
        <source>Keep capitals</source>
        <translation>保持大小写</translation>
    </message>
    <message>
        <source>write CAT as DOG, and Cat as Dog</source>
        <translation>把 CAT 写成 DOG，把 Cat 写成 Dog</translation>
    </message>
    <message>
        <source>{name}: {more}</source>
        <translation>{name}：{more}</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>找到 %Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Gone on from the beginning.</source>
        <translation>已从开头继续。</translation>
    </message>
    <message>
        <source>Gone on from the end.</source>
        <translation>已从末尾继续。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) replaced; Undo takes that back.</source>
        <translation>
            <numerusform>已替换 %Ln 处；撤销可还原。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindInStory</name>
    <message>
        <source>story: …</source>
        <translation>故事：…</translation>
    </message>
    <message numerus="yes">
        <source>story: %Ln</source>
        <comment>places found in all chapters</comment>
        <translation>
            <numerusform>故事：%Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace “{words}” by “{new}” at {places} places in {chapters} texts?</source>
        <translation>要在 {chapters} 篇文字的 {places} 处把“{words}”替换为“{new}”吗？</translation>
    </message>
    <message>
        <source>Replace all of them</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>{places} places were changed in {chapters} other texts; undo works in each.</source>
        <translation>已改动另外 {chapters} 篇文字中的 {places} 处；每篇中都可以撤销。</translation>
    </message>
    <message>
        <source>Take back in the others</source>
        <translation>撤回其他文字中的改动</translation>
    </message>
</context>
<context>
    <name>Focus</name>
    <message>
        <source>Focus: {what}</source>
        <translation>专注：{what}</translation>
    </message>
</context>
<context>
    <name>FullScreen</name>
    <message>
        <source>The menu comes at the top edge of the screen.</source>
        <translation>菜单在屏幕上边缘出现。</translation>
    </message>
    <message>
        <source>{keys} brings everything back; the menu comes at the top edge.</source>
        <translation>按 {keys} 恢复全部；菜单在上边缘出现。</translation>
    </message>
</context>
<context>
    <name>GhostWords</name>
    <message numerus="yes">
        <source>%Ln key(s) saved</source>
        <translation>
            <numerusform>省下 %Ln 次按键</numerusform>
        </translation>
    </message>
    <message>
        <source>none shown</source>
        <translation>没有显示过建议</translation>
    </message>
    <message>
        <source>{taken} of {shown} kept ({share} %)</source>
        <translation>显示 {shown} 次，采用 {taken} 次（{share}%）</translation>
    </message>
    <message>
        <source>{median} ms, 95 of 100 within {most} ms</source>
        <translation>{median} 毫秒，95% 在 {most} 毫秒以内</translation>
    </message>
    <message>
        <source>{day}: {said}.</source>
        <translation>{day}：{said}。</translation>
    </message>
</context>
<context>
    <name>GhostsPage</name>
    <message>
        <source>Keys saved</source>
        <translation>省下的按键</translation>
    </message>
    <message>
        <source>Suggestions: kept, and shown</source>
        <translation>建议：采用与显示</translation>
    </message>
    <message>
        <source>Milliseconds: median, and 95 of 100</source>
        <translation>毫秒：中位数与第 95 百分位</translation>
    </message>
    <message>
        <source>Figure that is shown</source>
        <translation>显示的数据</translation>
    </message>
    <message>
        <source>Keys saved are letters that you need not type, less the keys that took them or looked for others; what you undo is taken back. Milliseconds are counted from the question to the words at the cursor. All this is counted on this machine and sent nowhere.</source>
        <translation>省下的按键，是您不必输入的字，减去为采用建议或查看其他建议而按的键；您撤销的不计在内。毫秒从提出要求算到文字出现在光标处。这些都只在这台电脑上统计，不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Today:</source>
        <translation>今天：</translation>
    </message>
    <message>
        <source>This session:</source>
        <translation>本次：</translation>
    </message>
    <message>
        <source>All of these days:</source>
        <translation>这些天合计：</translation>
    </message>
    <message>
        <source>A suggestion today takes:</source>
        <translation>今天每个建议用时：</translation>
    </message>
    <message>
        <source>On all of these days:</source>
        <translation>这些天每个建议用时：</translation>
    </message>
</context>
<context>
    <name>GoalBar</name>
    <message>
        <source>Goals</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>How far your goals are reached</source>
        <translation>您的目标达到了多少</translation>
    </message>
    <message>
        <source>Today: {words} of {wanted} words.</source>
        <translation>今天：{words} / {wanted} 字。</translation>
    </message>
    <message>
        <source>This session: {words} of {wanted} words.</source>
        <translation>本次：{words} / {wanted} 字。</translation>
    </message>
    <message>
        <source>This story: {words} of {wanted} words.</source>
        <translation>这个故事：{words} / {wanted} 字。</translation>
    </message>
</context>
<context>
    <name>Goals</name>
    <message>
        <source>Today&apos;s goal is reached: {words} words.</source>
        <translation>今天的目标已达到：{words} 字。</translation>
    </message>
    <message>
        <source>The goal of this session is reached: {words} words.</source>
        <translation>本次的目标已达到：{words} 字。</translation>
    </message>
    <message>
        <source>The goal of this story is reached: {words} words.</source>
        <translation>这个故事的目标已达到：{words} 字。</translation>
    </message>
</context>
<context>
    <name>GoalsDialog</name>
    <message>
        <source>&amp;by</source>
        <translation>截至(&amp;B)</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>no goal</source>
        <translation>无目标</translation>
    </message>
    <message>
        <source> words</source>
        <comment>after a number</comment>
        <translation> 字</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Each &amp;day:</source>
        <translation>每天(&amp;D)：</translation>
    </message>
    <message>
        <source>Each &amp;session:</source>
        <translation>每次(&amp;S)：</translation>
    </message>
    <message>
        <source>This st&amp;ory:</source>
        <translation>这个故事(&amp;O)：</translation>
    </message>
</context>
<context>
    <name>KeepDialog</name>
    <message>
        <source>Keep a Version</source>
        <translation>留存版本</translation>
    </message>
    <message>
        <source>All words as they are now, under a name of yours. They stay so until you delete them.</source>
        <translation>按现在的样子留存所有文字，名称由您定。它们会一直保留到您删除为止。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The whole &amp;story</source>
        <translation>整个故事(&amp;S)</translation>
    </message>
    <message>
        <source>This &amp;text only</source>
        <translation>仅这篇文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>While a suggestion stands at the cursor</source>
        <translation>光标处有建议时</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>Co-writer</source>
        <translation>写作搭档</translation>
    </message>
    <message>
        <source>Chapters of a story</source>
        <translation>故事的章节</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Keys at a glance</source>
        <translation>快捷键一览</translation>
    </message>
    <message>
        <source>Grey words are only an offer: type on and they go. Typing their own letters keeps them. What Continue writes, one Undo takes away.</source>
        <translation>灰色文字只是建议：继续输入，它就消失；输入与它相同的字，它就留下。续写的内容，撤销一次即可全部去掉。</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Learning: {percent} %</source>
        <translation>学习：{percent}%</translation>
    </message>
    <message>
        <source>The model goes on learning from your works; show how far it is</source>
        <translation>模型正在继续从您的作品中学习；单击查看进度</translation>
    </message>
</context>
<context>
    <name>LearningDialog</name>
    <message>
        <source>Learn My Writing</source>
        <translation>学习我的写作</translation>
    </message>
</context>
<context>
    <name>LossChart</name>
    <message>
        <source>Perplexity while the model learns</source>
        <translation>模型学习时的困惑度</translation>
    </message>
    <message>
        <source>The lower the better: among so many words, all as likely, the model has to choose. The line with dots is of text that it does not learn from.</source>
        <translation>越低越好：相当于模型要在这么多个可能性相同的词中选择。带点的线来自它没有学过的文字。</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>还没有测量结果。</translation>
    </message>
    <message>
        <source>Perplexity of what is held out: {first} at first, {last} now.</source>
        <translation>留出部分的困惑度：起初 {first}，现在 {last}。</translation>
    </message>
</context>
<context>
    <name>Margin</name>
    <message>
        <source>There are no words here to comment on; select some.</source>
        <translation>这里没有可批注的文字；请选择一些。</translation>
    </message>
    <message>
        <source>The bookmark is gone.</source>
        <translation>书签已去掉。</translation>
    </message>
    <message>
        <source>Bookmark set.</source>
        <translation>书签已设置。</translation>
    </message>
    <message>
        <source>There are no comments or bookmarks in this text.</source>
        <translation>这篇文字中没有批注或书签。</translation>
    </message>
    <message>
        <source>The comment is done.</source>
        <translation>批注已处理。</translation>
    </message>
    <message>
        <source>The comment is open again.</source>
        <translation>批注已重新打开。</translation>
    </message>
    <message>
        <source>There is no comment or bookmark here.</source>
        <translation>这里没有批注或书签。</translation>
    </message>
    <message>
        <source>Comment on “{words}”: {comment}</source>
        <translation>对“{words}”的批注：{comment}</translation>
    </message>
    <message>
        <source>Bookmark {name}: “{words}”</source>
        <translation>书签 {name}：“{words}”</translation>
    </message>
    <message>
        <source>Bookmark: “{words}”</source>
        <translation>书签：“{words}”</translation>
    </message>
    <message>
        <source>Its words are not in the text; select others, and place it there.</source>
        <translation>它所属的文字已不在文中；请选择其他文字，把它放在那里。</translation>
    </message>
    <message>
        <source>The comment is deleted.</source>
        <translation>批注已删除。</translation>
    </message>
    <message>
        <source>The bookmark is deleted.</source>
        <translation>书签已删除。</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>找回</translation>
    </message>
</context>
<context>
    <name>MarginPanel</name>
    <message>
        <source>Comments and bookmarks</source>
        <translation>批注和书签</translation>
    </message>
    <message>
        <source>There are none in this text yet.</source>
        <translation>这篇文字中还没有。</translation>
    </message>
    <message>
        <source>Place here</source>
        <translation>放在这里</translation>
    </message>
    <message>
        <source>Let it belong to what is selected in the text, or to the word there</source>
        <translation>让它属于文中所选的内容，或光标处的词</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>(an empty paragraph)</source>
        <translation>（空段落）</translation>
    </message>
    <message>
        <source>Lost its place: {words}</source>
        <translation>已失去位置：{words}</translation>
    </message>
    <message>
        <source>Bookmark: {name}</source>
        <translation>书签：{name}</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Done: {comment}</source>
        <translation>已处理：{comment}</translation>
    </message>
    <message>
        <source>What the comment says</source>
        <translation>批注的内容</translation>
    </message>
    <message>
        <source>Name of the bookmark</source>
        <translation>书签的名称</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
</context>
<context>
    <name>MemoryPanel</name>
    <message>
        <source>This story’s memory</source>
        <translation>这篇故事的记忆</translation>
    </message>
    <message>
        <source>Find, or add a name</source>
        <translation>查找，或添加名字</translation>
    </message>
    <message>
        <source>Find words in the memory, or add some</source>
        <translation>在记忆中查找字词，或添加字词</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Know these words in this story from now on, before it has them</source>
        <translation>从现在起就在这篇故事中认得这些词，不必等文中出现</translation>
    </message>
    <message>
        <source>What is remembered of this story</source>
        <translation>这篇故事中记住的内容</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Show where the story has these words first (Return)</source>
        <translation>显示故事中首次出现这些词的地方（回车）</translation>
    </message>
    <message>
        <source>Close the memory</source>
        <translation>关闭记忆</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已留存</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>已忘记</translation>
    </message>
    <message>
        <source>phrase</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Keep no more</source>
        <translation>不再留存</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>留存</translation>
    </message>
    <message>
        <source>Remember</source>
        <translation>记住</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Know these words wherever the cursor is (Insert)</source>
        <translation>无论光标在哪里都认得这些词（Insert）</translation>
    </message>
    <message>
        <source>Do not suggest these words from memory (Delete)</source>
        <translation>不再从记忆中建议这些词（Delete）</translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message>
        <source>The story does not have these words now.</source>
        <translation>故事中现在没有这些词。</translation>
    </message>
    <message>
        <source>This story is not remembered; “Remember This Story” turns that on.</source>
        <translation>没有记住这篇故事；选择“记住这篇故事”即可打开。</translation>
    </message>
    <message>
        <source>There is no model that could remember; choose one under Suggestions.</source>
        <translation>没有能记忆的模型，请在“建议”菜单中选择一个。</translation>
    </message>
    <message>
        <source>Nothing yet: names and words of your own come here as you use them.</source>
        <translation>还没有内容：您自己的名字和词语，用到时就会列在这里。</translation>
    </message>
    <message>
        <source>What the memory brings is counted while this panel is open.</source>
        <translation>这个面板打开时，会统计记忆带来的好处。</translation>
    </message>
    <message numerus="yes">
        <source>Today: %n suggestion(s) kept, which saved {saved} keys; without the memory, {alone}.</source>
        <translation>
            <numerusform>今天：采用了 %n 个建议，省下 {saved} 次按键；如果没有记忆，则是 {alone} 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the story yet</source>
        <translation>故事中还没有</translation>
    </message>
    <message>
        <source>{what}: {said}</source>
        <translation>{what}：{said}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;tory</source>
        <translation>故事(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Writing</source>
        <translation>写作(&amp;W)</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>格式(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Suggestions</source>
        <translation>建议(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Co-writer</source>
        <translation>写作搭档(&amp;C)</translation>
    </message>
    <message>
        <source>Rev&amp;iew</source>
        <translation>审阅(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open Recen&amp;t</source>
        <translation>打开最近的文件(&amp;T)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>Recent Story &amp;Folders</source>
        <translation>最近的故事文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>No stories yet</source>
        <translation>还没有故事</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>There are no models on this machine yet.</source>
        <translation>这台电脑上还没有模型。</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>A model runs on this machine alone. Those made with inkling-train work too.</source>
        <translation>模型只在这台电脑上运行。用 inkling-train 训练的模型也可以使用。</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
</context>
<context>
    <name>ModelStatus</name>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
</context>
<context>
    <name>MoodChart</name>
    <message>
        <source>not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>阴郁</translation>
    </message>
    <message>
        <source>rather dark</source>
        <translation>较阴郁</translation>
    </message>
    <message>
        <source>neither light nor dark</source>
        <translation>不明快也不阴郁</translation>
    </message>
    <message>
        <source>rather light</source>
        <translation>较明快</translation>
    </message>
    <message>
        <source>light</source>
        <translation>明快</translation>
    </message>
    <message>
        <source>Mood line</source>
        <translation>情绪曲线</translation>
    </message>
    <message>
        <source>Passage {number} of {count}, {mood}: “{words}…”</source>
        <translation>第 {number} 段（共 {count} 段），{mood}：“{words}…”</translation>
    </message>
    <message>
        <source>How light or dark the story reads; the arrow keys go from passage to passage, Return goes to the text.</source>
        <translation>故事读来是明快还是阴郁；方向键逐段移动，回车键转到正文。</translation>
    </message>
    <message>
        <source>The mood line grows with the story.</source>
        <translation>情绪曲线会随故事一起延伸。</translation>
    </message>
</context>
<context>
    <name>MoodLine</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
</context>
<context>
    <name>MoodSwitch</name>
    <message>
        <source>The mood line needs a model of its own, which does not come with Inkling: make one with “inkling-train fit --preset mood”, then choose its folder here.</source>
        <translation>情绪曲线需要单独的模型，Inkling 没有附带：请用“inkling-train fit --preset mood”训练一个，然后在此选择它的文件夹。</translation>
    </message>
</context>
<context>
    <name>MoodWorker</name>
    <message>
        <source>The mood model in {folder} failed; choose another one (the log says more).</source>
        <translation>{folder} 中的情绪模型出现故障，请选择其他模型（详情见日志）。</translation>
    </message>
    <message>
        <source>The mood model in {folder} stopped answering and was given up; choose another one.</source>
        <translation>{folder} 中的情绪模型不再响应，已被放弃；请选择另一个。</translation>
    </message>
</context>
<context>
    <name>MyWords</name>
    <message>
        <source>My Words</source>
        <translation>我的词</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>These words are right in every text. They are kept in {file}.</source>
        <translation>这些词在每篇文字中都算正确。它们保存在 {file} 中。</translation>
    </message>
</context>
<context>
    <name>NextWords</name>
    <message>
        <source>Suggestions are off; with them on, words stand here.</source>
        <translation>建议已关闭；打开后，这里会列出词语。</translation>
    </message>
    <message>
        <source>There is no model yet.</source>
        <translation>还没有模型。</translation>
    </message>
    <message>
        <source>{first} to {last}, or a click, takes a word.</source>
        <translation>按 {first} 到 {last} 或单击，即可采用一个词。</translation>
    </message>
    <message>
        <source>No word is likely enough here.</source>
        <translation>这里没有可能性足够大的词。</translation>
    </message>
    <message>
        <source>Next words: {words}</source>
        <translation>接下来的词：{words}</translation>
    </message>
</context>
<context>
    <name>OpenDocument</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program since you opened it; it has not been saved.</source>
        <translation>“{name}”在您打开之后被另一个程序改动过；尚未保存。</translation>
    </message>
    <message>
        <source>Save mine over it</source>
        <translation>用我的覆盖</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入对方的内容</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Save as UTF-8</source>
        <translation>存为 UTF-8</translation>
    </message>
    <message>
        <source>This text has no file yet; save it first.</source>
        <translation>这篇文字还没有文件；请先保存。</translation>
    </message>
    <message>
        <source>Reopen with Encoding</source>
        <translation>用其他编码重新打开</translation>
    </message>
    <message>
        <source>Save with Encoding</source>
        <translation>用其他编码保存</translation>
    </message>
    <message>
        <source>“{name}” was read as {encoding}, which is a guess; if the letters on the page are right, save it as that.</source>
        <translation>“{name}”是按{encoding}读取的，这只是猜测；如果页面上的文字正确，就按它保存。</translation>
    </message>
    <message>
        <source>Save as {encoding}</source>
        <translation>存为{encoding}</translation>
    </message>
    <message>
        <source>Reopen with encoding…</source>
        <translation>用其他编码重新打开…</translation>
    </message>
    <message>
        <source>Your own words are kept: undo brings them back.</source>
        <translation>您自己的文字已留存：撤销即可找回。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>再次保存</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program.</source>
        <translation>“{name}”被另一个程序改动了。</translation>
    </message>
    <message>
        <source>“{name}” was deleted, moved or renamed by another program; your words are only here.</source>
        <translation>“{name}”被另一个程序删除、移动或改名了；您的文字只在这里。</translation>
    </message>
    <message>
        <source>“{name}” can no longer be read where it was; save your words elsewhere.</source>
        <translation>“{name}”在原处已无法读取；请把您的文字保存到别处。</translation>
    </message>
</context>
<context>
    <name>OpenStory</name>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>Suggested words are not noted; turn that on in Preferences, under Co-writer.</source>
        <translation>没有记录哪些文字来自建议；请在首选项的“写作搭档”中打开。</translation>
    </message>
    <message>
        <source>No words that were suggested are in this text so far.</source>
        <translation>这篇文字中目前没有来自建议的文字。</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>There is no heading further on</source>
        <translation>后面没有标题了</translation>
    </message>
    <message>
        <source>There is no heading further up</source>
        <translation>前面没有标题了</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the headings</source>
        <translation>筛选标题</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Scene breaks</source>
        <translation>场景分隔</translation>
    </message>
    <message>
        <source>List the pauses between scenes, too</source>
        <translation>场景之间的停顿也列出</translation>
    </message>
    <message>
        <source>No headings: begin a line with #</source>
        <translation>没有标题：请在行首输入 #</translation>
    </message>
    <message>
        <source>Nothing has these letters</source>
        <translation>没有含这些字的标题</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Write. Words in grey are offers: Tab keeps them, typing on lets them go.</source>
        <translation>开始写吧。灰色文字是建议：按 Tab 采纳，继续输入则略过。</translation>
    </message>
</context>
<context>
    <name>PageLook</name>
    <message>
        <source>Theme: {name}</source>
        <translation>主题：{name}</translation>
    </message>
    <message>
        <source>Text in these colours would be hard to read</source>
        <translation>这些颜色的文字会难以阅读</translation>
    </message>
    <message>
        <source>Suggestions in these colours would be hard to see</source>
        <translation>这些颜色的建议会难以看清</translation>
    </message>
    <message>
        <source>Dimmed text in these colours would be hard to see</source>
        <translation>这些颜色的淡化文字会难以看清</translation>
    </message>
    <message>
        <source>{words} (contrast {ratio}, at least {least} is good); choose a darker or a lighter one.</source>
        <translation>{words}（对比度 {ratio}，至少 {least} 才好）；请选更深或更浅的颜色。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>A command or an option</source>
        <translation>命令或选项</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有叫这个名字的。</translation>
    </message>
    <message>
        <source>“{command}” means nothing at this moment.</source>
        <translation>“{command}”此刻没有意义。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>现在不可用</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Reading the text…</source>
        <translation>正在读取文字…</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已发送到打印机</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>The printer cannot be reached; choose another one, or export a PDF file.</source>
        <translation>无法连接打印机；请选择另一台，或导出 PDF 文件。</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>The whole story</source>
        <translation>整个故事</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>这篇文字</translation>
    </message>
    <message>
        <source>What is selected</source>
        <translation>所选内容</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>这里没有叫这个名字的。</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Continue story</source>
        <translation>续写故事</translation>
    </message>
    <message>
        <source>Co-writer</source>
        <translation>写作搭档</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>拼写</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>专注</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Mood line</source>
        <translation>情绪曲线</translation>
    </message>
    <message>
        <source>Goals and time</source>
        <translation>目标与时间</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>{seconds} 秒后</translation>
    </message>
    <message>
        <source>As the page has them</source>
        <translation>按页面现有的</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>With each letter</source>
        <translation>每个字母之后</translation>
    </message>
    <message>
        <source>Where words begin</source>
        <translation>在词的开头</translation>
    </message>
    <message>
        <source>When I ask</source>
        <translation>在我要求时</translation>
    </message>
    <message>
        <source>All of the text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>The sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>The paragraph</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>米黄</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Suggest while I type</source>
        <translation>输入时给出建议</translation>
    </message>
    <message>
        <source>Suggest from earlier works</source>
        <translation>从旧作中给出建议</translation>
    </message>
    <message>
        <source>Names and turns of phrase of those chosen under “Learn My Writing”</source>
        <translation>在“学习我的写作”中所选作品的名字和惯用说法</translation>
    </message>
    <message>
        <source>Of the letters on the page; Ctrl and the mouse wheel change it, too</source>
        <translation>页面上文字的大小；按住 Ctrl 滚动鼠标滚轮也可改变</translation>
    </message>
    <message>
        <source> characters</source>
        <comment>after a number</comment>
        <translation> 个字符</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>行宽</translation>
    </message>
    <message>
        <source>Typographers hold 60 to 70 easiest to read</source>
        <translation>排版家认为 60 到 70 最易阅读</translation>
    </message>
    <message>
        <source> lines</source>
        <comment>after a number</comment>
        <translation> 行</translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>From one line to the next</source>
        <translation>从一行到下一行</translation>
    </message>
    <message>
        <source>Space between paragraphs</source>
        <translation>段间距</translation>
    </message>
    <message>
        <source>As shown here; the file stays plain text</source>
        <translation>只是这样显示；文件仍是纯文本</translation>
    </message>
    <message>
        <source>First-line indent</source>
        <translation>首行缩进</translation>
    </message>
    <message>
        <source> px</source>
        <comment>after a number</comment>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Margins</source>
        <translation>页边距</translation>
    </message>
    <message>
        <source>Least room around the text in a narrow window</source>
        <translation>窄窗口中文字周围的最小空白</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>The colours of everything; the system&apos;s turn dark when it does</source>
        <translation>所有东西的颜色；“系统的”随系统变暗</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Of the theme “My own”, as the three below</source>
        <translation>用于“自定义”主题，下面三项也是</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Of the theme “My own”; left empty, it goes with the background</source>
        <translation>用于“自定义”主题；留空则与背景相配</translation>
    </message>
    <message>
        <source>Of the theme “My own”; left empty, it goes with the text</source>
        <translation>用于“自定义”主题；留空则与文字相配</translation>
    </message>
    <message>
        <source>Dimmed text</source>
        <translation>淡化的文字</translation>
    </message>
    <message>
        <source>Of the theme “My own”, for what is not in focus</source>
        <translation>用于“自定义”主题，不在专注范围内的文字</translation>
    </message>
    <message>
        <source>In focus</source>
        <translation>专注于</translation>
    </message>
    <message>
        <source>The rest of the text is dimmed</source>
        <translation>其余文字变淡</translation>
    </message>
    <message>
        <source>Typewriter: keep the line I write at one height</source>
        <translation>打字机：让我写的那一行保持在同一高度</translation>
    </message>
    <message>
        <source>The text moves below your hands, as paper does</source>
        <translation>文字像纸一样在您手下移动</translation>
    </message>
    <message>
        <source>Height, from the top</source>
        <translation>高度，从上边算起</translation>
    </message>
    <message>
        <source>Where on the page that line stays</source>
        <translation>那一行停在页面的何处</translation>
    </message>
    <message>
        <source>What suggests and continues, on this machine alone</source>
        <translation>给出建议和续写的模型，只在这台电脑上</translation>
    </message>
    <message>
        <source>A line below the page, which leads to its passages</source>
        <translation>页面下方的一条线，可通往相应段落</translation>
    </message>
    <message>
        <source>What judges the passages, on this machine alone</source>
        <translation>判断段落的模型，只在这台电脑上</translation>
    </message>
    <message>
        <source>Words a day</source>
        <translation>每天字数</translation>
    </message>
    <message>
        <source>0 for no goal</source>
        <translation>0 表示没有目标</translation>
    </message>
    <message>
        <source>Words a session</source>
        <translation>每次字数</translation>
    </message>
    <message>
        <source>From the start of Inkling to its end; 0 for no goal</source>
        <translation>从 Inkling 启动到结束；0 表示没有目标</translation>
    </message>
    <message>
        <source>Show how far goals are reached</source>
        <translation>显示目标达到了多少</translation>
    </message>
    <message>
        <source>In the status bar, while there is a goal</source>
        <translation>有目标时显示在状态栏中</translation>
    </message>
    <message>
        <source> min</source>
        <comment>after a number</comment>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Longest pause at work</source>
        <translation>最长停顿</translation>
    </message>
    <message>
        <source>A longer pause does not count as time of writing</source>
        <translation>更长的停顿不算写作时间</translation>
    </message>
    <message>
        <source> o&apos;clock</source>
        <comment>after a number</comment>
        <translation> 点</translation>
    </message>
    <message>
        <source>A new day begins at</source>
        <translation>新的一天开始于</translation>
    </message>
    <message>
        <source>Words that you write before count for the day before</source>
        <translation>在此之前写的词算前一天的</translation>
    </message>
    <message>
        <source>Of menus and messages; suggestions come in the model&apos;s own</source>
        <translation>菜单和消息的语言；建议用模型自己的语言</translation>
    </message>
    <message>
        <source>at least {percent}% sure</source>
        <translation>至少 {percent}% 的把握</translation>
    </message>
    <message>
        <source>Grey words at the cursor, which one key keeps</source>
        <translation>光标处的灰色文字，按一个键即可采用</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>The most that is offered at once</source>
        <translation>一次最多建议多少</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>准确度</translation>
    </message>
    <message>
        <source> words</source>
        <comment>after a number</comment>
        <translation> 字</translation>
    </message>
    <message>
        <source>To the right fewer suggestions come, and more of them are right</source>
        <translation>越往右，建议越少，也越准</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>给出建议</translation>
    </message>
    <message>
        <source>Where a suggestion may come by itself; Alt+\ asks for one anywhere</source>
        <translation>建议可以自动出现在哪里；Alt+\ 可在任何地方要求建议</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>How long your hands rest before a suggestion comes</source>
        <translation>手停下多久之后才给出建议</translation>
    </message>
    <message>
        <source>A space behind what I take</source>
        <translation>采纳后自动加空格</translation>
    </message>
    <message>
        <source>A mark that you type next takes its place</source>
        <translation>接着输入的标点会取代这个空格；中文之后不加</translation>
    </message>
    <message>
        <source>About how much is written before the model comes to an end</source>
        <translation>模型大约写多少才收尾</translation>
    </message>
    <message>
        <source>Creativity</source>
        <translation>创意</translation>
    </message>
    <message>
        <source>To the left the likeliest words, to the right bolder ones</source>
        <translation>越往左越是最可能的词，越往右越大胆</translation>
    </message>
    <message>
        <source>Mark misspelled words</source>
        <translation>标出拼错的词</translation>
    </message>
    <message>
        <source>A line below each; F7 goes to the next one and offers others</source>
        <translation>在每字下画线；F7 到下一个并给出其他写法</translation>
    </message>
    <message>
        <source>Curly quotes</source>
        <translation>弯引号</translation>
    </message>
    <message>
        <source>Typed quotes and apostrophes become those of the text&apos;s language; undo takes that back</source>
        <translation>输入的引号和撇号变成文字所用语言的；撤销可还原</translation>
    </message>
    <message>
        <source>Dashes</source>
        <translation>破折号</translation>
    </message>
    <message>
        <source>Two hyphens become a dash, three the long one</source>
        <translation>两个连字符变成破折号，三个变成长破折号</translation>
    </message>
    <message>
        <source>Ellipses</source>
        <translation>省略号</translation>
    </message>
    <message>
        <source>Three dots become one character</source>
        <translation>三个点变成一个字符</translation>
    </message>
    <message>
        <source>Begin sentences with a capital</source>
        <translation>句首用大写</translation>
    </message>
    <message>
        <source>What begins a sentence becomes a capital; undo takes that back</source>
        <translation>句子开头的字母变成大写；撤销可还原</translation>
    </message>
    <message>
        <source>No double spaces</source>
        <translation>不连打空格</translation>
    </message>
    <message>
        <source>A space that is typed behind another one is left out</source>
        <translation>紧跟空格输入的空格会被略去</translation>
    </message>
    <message>
        <source>What the text is shown in; the file stays plain text</source>
        <translation>显示文字所用的字体；文件仍是纯文本</translation>
    </message>
    <message>
        <source> pt</source>
        <comment>after a number</comment>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>The processor, or a graphics card if there is one to use</source>
        <translation>处理器，或者可用的显卡</translation>
    </message>
    <message>
        <source>Show how light or dark the story reads</source>
        <translation>显示故事读来是明快还是阴郁</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>The desk&apos;s own</source>
        <translation>写作台自带的</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” have the same keys; give one others.</source>
        <translation>“{one}”与“{other}”的快捷键相同，请更改其中一个。</translation>
    </message>
    <message>
        <source>{keys} alone is needed for writing; choose keys with Ctrl or Alt for “{command}”.</source>
        <translation>单独的 {keys} 是写作要用的；请为“{command}”选择带 Ctrl 或 Alt 的键。</translation>
    </message>
    <message>
        <source>Beside the page</source>
        <translation>在页面旁边</translation>
    </message>
    <message>
        <source>At the cursor</source>
        <translation>在光标处</translation>
    </message>
    <message>
        <source>A few words</source>
        <translation>几个字</translation>
    </message>
    <message>
        <source>One sentence</source>
        <translation>一句话</translation>
    </message>
    <message>
        <source>A few sentences</source>
        <translation>几句话</translation>
    </message>
    <message>
        <source>A paragraph</source>
        <translation>一段</translation>
    </message>
    <message>
        <source>Half a page</source>
        <translation>半页</translation>
    </message>
    <message>
        <source>A page</source>
        <translation>一页</translation>
    </message>
    <message>
        <source>Until the scene breaks</source>
        <translation>到场景结束</translation>
    </message>
    <message>
        <source>List the likeliest next words</source>
        <translation>列出接下来最可能的词</translation>
    </message>
    <message>
        <source>With their probabilities; Alt+1 to Alt+5 takes one</source>
        <translation>附上它们的概率；按 Alt+1 到 Alt+5 采用一个</translation>
    </message>
    <message>
        <source>Where the list stands</source>
        <translation>列表的位置</translation>
    </message>
    <message>
        <source>Beside the page it stays where it is; at the cursor it moves along</source>
        <translation>在页面旁边时位置不变；在光标处时随光标移动</translation>
    </message>
    <message>
        <source>Words in the list</source>
        <translation>列表中的词数</translation>
    </message>
    <message>
        <source>At most so many; fewer where few are likely</source>
        <translation>最多这么多；可能的词少时就少列</translation>
    </message>
    <message>
        <source>Show the memory of the story</source>
        <translation>显示故事的记忆</translation>
    </message>
    <message>
        <source>Names, words and phrases that are remembered, to keep, forget or add some</source>
        <translation>记住的名字、词和短语，可以留存、忘记或添加</translation>
    </message>
    <message>
        <source>Reread the text</source>
        <translation>重读文字</translation>
    </message>
    <message>
        <source>Tint words by how surprising the model finds them; F4 leads from place to place</source>
        <translation>按模型感到意外的程度给词着色；按 F4 逐处前往</translation>
    </message>
    <message>
        <source>Several ways: length</source>
        <translation>多种续写：长度</translation>
    </message>
    <message>
        <source>How far each of several continuations goes</source>
        <translation>每种续写写多长</translation>
    </message>
    <message>
        <source>Bridge: length</source>
        <translation>衔接：长度</translation>
    </message>
    <message>
        <source>About how much is missing in a gap</source>
        <translation>空缺处大约缺多少内容</translation>
    </message>
    <message>
        <source>Note which words were suggested</source>
        <translation>记录哪些文字来自建议</translation>
    </message>
    <message>
        <source>In a file beside the text, for who wrote what; nothing is sent anywhere</source>
        <translation>记在文字旁的文件中，用于“谁写了什么”；不会发送到任何地方</translation>
    </message>
    <message>
        <source>Tint suggested words</source>
        <translation>为建议的文字着色</translation>
    </message>
    <message>
        <source>A word that you change is yours, and loses its tint</source>
        <translation>您改过的词就是您自己的，不再着色</translation>
    </message>
    <message>
        <source>Tint them in full screen, too</source>
        <translation>全屏时也着色</translation>
    </message>
    <message>
        <source>Else the full screen is for the text alone</source>
        <translation>否则全屏时只有文字本身</translation>
    </message>
    <message>
        <source>In .md files</source>
        <translation>在 .md 文件中</translation>
    </message>
    <message>
        <source>In all texts</source>
        <translation>在所有文字中</translation>
    </message>
    <message>
        <source>Show Markdown</source>
        <translation>显示 Markdown 样式</translation>
    </message>
    <message>
        <source>Headings, emphasis and quotes look like what they are, and their marks stay</source>
        <translation>标题、强调和引文按各自的样子显示，符号仍保留</translation>
    </message>
    <message>
        <source>Show the headings beside the page</source>
        <translation>在页面旁边显示标题</translation>
    </message>
    <message>
        <source>The outline, which leads to them</source>
        <translation>即大纲，可由此转到标题</translation>
    </message>
    <message>
        <source>List scene breaks in the outline</source>
        <translation>在大纲中列出场景分隔</translation>
    </message>
    <message>
        <source>The pauses between scenes, among the headings</source>
        <translation>场景之间的停顿，与标题列在一起</translation>
    </message>
    <message>
        <source>Begin where I left off</source>
        <translation>从上次离开的地方开始</translation>
    </message>
    <message>
        <source>Open the story, or the text, that was open last, at its last place</source>
        <translation>打开上次打开的故事或文字，并回到最后的位置</translation>
    </message>
    <message>
        <source>Show the chapters beside the page</source>
        <translation>在页面旁边显示章节</translation>
    </message>
    <message>
        <source>While a story is open that is a folder</source>
        <translation>打开的故事是文件夹时</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Print Preview</source>
        <translation>打印预览</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>&amp;Manuscript format</source>
        <translation>投稿格式(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Title page</source>
        <translation>扉页(&amp;T)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>of %Ln page(s)</source>
        <translation>
            <numerusform>共 %Ln 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>What you write never leaves this machine. Besides your files, Inkling keeps on it:</source>
        <translation>您写的内容不会离开这台电脑。除了您的文件，Inkling 在上面还留有：</translation>
    </message>
    <message>
        <source>What Inkling keeps</source>
        <translation>Inkling 留存的内容</translation>
    </message>
    <message>
        <source>About what is chosen</source>
        <translation>关于所选内容</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>最后写入</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete &amp;All…</source>
        <translation>全部删除(&amp;A)…</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>文件夹：{folder}</translation>
    </message>
    <message>
        <source>The oldest is of {moment}.</source>
        <translation>最早的写于 {moment}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them belong(s) to open texts and stay(s).</source>
        <translation>
            <numerusform>其中 %Ln 个属于打开的文本，会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>No program here shows folders; this one is {folder}.</source>
        <translation>这里没有可以显示文件夹的程序；该文件夹是 {folder}。</translation>
    </message>
    <message>
        <source>Delete what is kept under “{title}”?</source>
        <translation>要删除“{title}”中留存的内容吗？</translation>
    </message>
    <message>
        <source>Delete all that Inkling keeps on this machine?</source>
        <translation>要删除 Inkling 在这台电脑上留存的全部内容吗？</translation>
    </message>
    <message>
        <source>It cannot be brought back. Your files stay, and so does what belongs to open texts.</source>
        <translation>删除后无法找回。您的文件会保留，属于打开的文本的内容也会保留。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>已删除。</translation>
    </message>
</context>
<context>
    <name>ProposalsPanel</name>
    <message>
        <source>Try {number} of {count}</source>
        <translation>第 {number} 次，共 {count} 次</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>Insert the mix</source>
        <translation>插入混合稿</translation>
    </message>
    <message>
        <source>Insert this one</source>
        <translation>插入这一个</translation>
    </message>
    <message>
        <source>Bridges over the gap</source>
        <translation>衔接空缺的文字</translation>
    </message>
    <message>
        <source>Ways to go on</source>
        <translation>续写的几种走向</translation>
    </message>
    <message>
        <source>Length:</source>
        <translation>长度：</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>How long each proposal is; another length writes anew</source>
        <translation>每个提议的长度；改变长度会重写</translation>
    </message>
    <message>
        <source>What would be inserted</source>
        <translation>将要插入的内容</translation>
    </message>
    <message>
        <source>Earlier try</source>
        <translation>前一次</translation>
    </message>
    <message>
        <source>Later try</source>
        <translation>后一次</translation>
    </message>
    <message>
        <source>Write others</source>
        <translation>另写几个</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>从这里继续</translation>
    </message>
    <message>
        <source>Three ways on from what is chosen</source>
        <translation>从所选内容出发的三种续写</translation>
    </message>
    <message>
        <source>Insert what is chosen; one Undo takes it back</source>
        <translation>插入所选内容；撤销一次即可还原</translation>
    </message>
    <message>
        <source>Close the proposals</source>
        <translation>关闭提议</translation>
    </message>
    <message>
        <source>{name} ({keys})</source>
        <translation>{name}（{keys}）</translation>
    </message>
    <message>
        <source>1  Calm</source>
        <translation>1  平稳</translation>
    </message>
    <message>
        <source>2  As usual</source>
        <translation>2  照常</translation>
    </message>
    <message>
        <source>3  Bold</source>
        <translation>3  大胆</translation>
    </message>
    <message>
        <source>1  Likeliest</source>
        <translation>1  最可能</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>Write a few words first; the story goes on from where the cursor stands.</source>
        <translation>请先写几个字；故事会从光标处续写下去。</translation>
    </message>
    <message>
        <source>A bridge needs text on both sides: select a gap, or stand between two paragraphs.</source>
        <translation>衔接需要两边都有文字：请选择一处空缺，或把光标放在两段之间。</translation>
    </message>
    <message>
        <source>The model is still being loaded; try again in a moment.</source>
        <translation>模型仍在加载，请稍后再试。</translation>
    </message>
    <message>
        <source>There is no model to write with; choose one under Suggestions.</source>
        <translation>没有可用来写作的模型，请在“建议”菜单中选择一个。</translation>
    </message>
    <message>
        <source>Writing proposals…</source>
        <translation>正在写提议…</translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s); Return inserts one.</source>
        <translation>
            <numerusform>%n 个提议；按回车插入一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The model has nothing to propose here.</source>
        <translation>模型在这里没有可提议的内容。</translation>
    </message>
    <message>
        <source>Inserted; one Undo takes it back.</source>
        <translation>已插入；撤销一次即可还原。</translation>
    </message>
</context>
<context>
    <name>Remembering</name>
    <message>
        <source>“{words}” is known in this story from now on.</source>
        <translation>从现在起，这篇故事中认得“{words}”。</translation>
    </message>
    <message>
        <source>Select a name or a few words first, or put the cursor into one.</source>
        <translation>请先选择一个名字或几个词，或把光标放在词中。</translation>
    </message>
</context>
<context>
    <name>RephrasePanel</name>
    <message>
        <source>Reading the sentence…</source>
        <translation>正在读取句子…</translation>
    </message>
    <message>
        <source>{word}  ({share})</source>
        <translation>{word}（{share}）</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>其他词</translation>
    </message>
    <message>
        <source>Words that are unlikely here</source>
        <translation>在这里不太可能的词</translation>
    </message>
    <message>
        <source>Words that the model would not expect, seen from both sides</source>
        <translation>从前后文来看，模型意料之外的词</translation>
    </message>
    <message>
        <source>Likelier words</source>
        <translation>更可能的词</translation>
    </message>
    <message>
        <source>A click or Return puts one in the word&apos;s place; one Undo takes it back</source>
        <translation>单击或按回车，用它替换原词；撤销一次即可还原</translation>
    </message>
    <message>
        <source>Close the other words</source>
        <translation>关闭其他词</translation>
    </message>
    <message>
        <source>Close the other words (Esc)</source>
        <translation>关闭其他词（Esc）</translation>
    </message>
</context>
<context>
    <name>Rephrasing</name>
    <message>
        <source>The model is still being loaded; try again in a moment.</source>
        <translation>模型仍在加载，请稍后再试。</translation>
    </message>
    <message>
        <source>There is no model to read with; choose one under Suggestions.</source>
        <translation>没有可用来阅读的模型，请在“建议”菜单中选择一个。</translation>
    </message>
    <message>
        <source>Select a sentence, or put the cursor into one.</source>
        <translation>请选择一个句子，或把光标放在句子中。</translation>
    </message>
    <message>
        <source>Words are told apart by spaces here; Chinese and Japanese have none, so far.</source>
        <translation>这里靠空格区分词；中文和日文没有空格，目前还不支持。</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) that the model would not expect. Nothing changes unless you choose.</source>
        <translation>
            <numerusform>有 %n 个词出乎模型意料。您不选择，就什么都不会改变。</numerusform>
        </translation>
    </message>
    <message>
        <source>The model would have expected all of these words.</source>
        <translation>这些词都在模型意料之中。</translation>
    </message>
    <message>
        <source>Replaced; one Undo takes it back.</source>
        <translation>已替换；撤销一次即可还原。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Something went wrong inside Inkling; your words are kept aside, but save them now to be sure ({error}).</source>
        <translation>Inkling 内部出了问题；你写的内容已另行保留，但为保险起见，请立即保存（{error}）。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>RereadPanel</name>
    <message>
        <source>“{word}” is likelier here</source>
        <translation>这里更可能是“{word}”</translation>
    </message>
    <message>
        <source>surprising here</source>
        <translation>在这里出人意料</translation>
    </message>
    <message>
        <source>again, close by</source>
        <translation>相隔不远又出现</translation>
    </message>
    <message>
        <source>twice in a row</source>
        <translation>连着出现两次</translation>
    </message>
    <message numerus="yes">
        <source>said %n time(s)</source>
        <translation>
            <numerusform>说了 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>worn: it goes by itself</source>
        <translation>老套：顺口就来</translation>
    </message>
    <message>
        <source>Reread</source>
        <translation>重读</translation>
    </message>
    <message>
        <source>How much of the text is read</source>
        <translation>文字已读了多少</translation>
    </message>
    <message>
        <source>Which places are shown</source>
        <translation>显示哪些地方</translation>
    </message>
    <message>
        <source>Which places are shown, on the page and in the list</source>
        <translation>在页面上和列表中显示哪些地方</translation>
    </message>
    <message>
        <source>Places that stand out</source>
        <translation>值得留意的地方</translation>
    </message>
    <message>
        <source>End rereading</source>
        <translation>结束重读</translation>
    </message>
    <message>
        <source>Leave alone</source>
        <translation>不再提示</translation>
    </message>
    <message>
        <source>Do not show these words for this reason again (Delete)</source>
        <translation>不再因为这个原因显示这些词（Delete）</translation>
    </message>
    <message>
        <source>Put the likelier word in its place; one Undo takes it back</source>
        <translation>用更可能的词替换；撤销一次即可还原</translation>
    </message>
    <message>
        <source>All places ({count})</source>
        <translation>所有地方（{count}）</translation>
    </message>
    <message>
        <source>Slips ({count})</source>
        <translation>笔误（{count}）</translation>
    </message>
    <message>
        <source>Surprising here ({count})</source>
        <translation>出人意料（{count}）</translation>
    </message>
    <message>
        <source>Repeated ({count})</source>
        <translation>重复（{count}）</translation>
    </message>
    <message>
        <source>Worn phrases ({count})</source>
        <translation>老套的说法（{count}）</translation>
    </message>
    <message>
        <source>Write “{word}”</source>
        <translation>写成“{word}”</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>Rereading from now on; the next press leads to what stands out.</source>
        <translation>现在开始重读；再按一次，就转到值得留意的地方。</translation>
    </message>
</context>
<context>
    <name>RereadingView</name>
    <message>
        <source>The model is still being loaded…</source>
        <translation>模型仍在加载…</translation>
    </message>
    <message>
        <source>There is no model to read with; choose one under Suggestions.</source>
        <translation>没有可用来阅读的模型，请在“建议”菜单中选择一个。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读…</translation>
    </message>
    <message>
        <source>Most of this text is in a language that the model has not learned.</source>
        <translation>这篇文字大部分用的是模型没有学过的语言。</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>没有值得留意的地方。</translation>
    </message>
    <message>
        <source>The stronger a word’s tint, the less the model expects it.</source>
        <translation>一个词的颜色越深，模型就越没有料到它。</translation>
    </message>
    <message>
        <source>{tinted} {key} leads on.</source>
        <translation>{tinted}按 {key} 转到下一处。</translation>
    </message>
    <message>
        <source>Still rereading; nothing stands out yet.</source>
        <translation>仍在重读；还没有值得留意的地方。</translation>
    </message>
    <message>
        <source>{what}: {said}</source>
        <translation>{what}：{said}</translation>
    </message>
    <message>
        <source>From the other end: {place}</source>
        <translation>从另一端继续：{place}</translation>
    </message>
    <message>
        <source>Write “{word}”</source>
        <translation>写成“{word}”</translation>
    </message>
    <message>
        <source>Leave Alone</source>
        <translation>不再提示</translation>
    </message>
    <message>
        <source>Replaced; one Undo takes it back.</source>
        <translation>已替换；撤销一次即可还原。</translation>
    </message>
</context>
<context>
    <name>Searcher</name>
    <message>
        <source>The search failed; look for something simpler (the log says more).</source>
        <translation>查找失败；请查找更简单的内容（日志中有更多说明）。</translation>
    </message>
</context>
<context>
    <name>SecondPage</name>
    <message>
        <source>Second view</source>
        <translation>第二个视图</translation>
    </message>
    <message>
        <source>Nothing is written here yet.</source>
        <translation>这里还没有写任何内容。</translation>
    </message>
</context>
<context>
    <name>SpanBox</name>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>最近一年</translation>
    </message>
    <message>
        <source>Days that are shown</source>
        <translation>显示的日子</translation>
    </message>
</context>
<context>
    <name>SpellingMenu</name>
    <message>
        <source>Spelling is off.</source>
        <translation>拼写检查已关闭。</translation>
    </message>
    <message>
        <source>As the text is</source>
        <translation>随文字而定</translation>
    </message>
    <message>
        <source>No misspelled words.</source>
        <translation>没有拼错的词。</translation>
    </message>
    <message>
        <source>Looking for similar words…</source>
        <translation>正在寻找相近的词…</translation>
    </message>
    <message>
        <source>&amp;Add to My Words</source>
        <translation>加入我的词(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Ignore in This Text</source>
        <translation>在这篇文字中忽略(&amp;I)</translation>
    </message>
    <message>
        <source>No similar words</source>
        <translation>没有相近的词</translation>
    </message>
</context>
<context>
    <name>Split</name>
    <message>
        <source>Here one only reads; Return goes there to write.</source>
        <translation>这里只能阅读；按回车转到那里写作。</translation>
    </message>
    <message>
        <source>{name}, another place</source>
        <translation>{name}（另一处）</translation>
    </message>
    <message>
        <source>{name}, to be read</source>
        <translation>{name}（只读）</translation>
    </message>
</context>
<context>
    <name>StatementDialog</name>
    <message>
        <source>These words are not in the text any more.</source>
        <translation>这些字词已不在文中。</translation>
    </message>
    <message>
        <source>The statement is on the clipboard.</source>
        <translation>声明已在剪贴板上。</translation>
    </message>
    <message>
        <source>Who wrote what.txt</source>
        <translation>谁写了什么.txt</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another folder.</source>
        <translation>无法写入 {path}（{reason}）；请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>The statement is saved as {name}.</source>
        <translation>声明已存为 {name}。</translation>
    </message>
    <message>
        <source>Who Wrote What</source>
        <translation>谁写了什么</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>这篇文字</translation>
    </message>
    <message>
        <source>The whole story</source>
        <translation>整个故事</translation>
    </message>
    <message>
        <source>What the statement is about</source>
        <translation>声明所说的范围</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>声明</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>如何统计</translation>
    </message>
    <message>
        <source>Passages that were suggested</source>
        <translation>来自建议的段落</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln &amp;passage(s) that stand unchanged; click one to see it in the text:</source>
        <translation>
            <numerusform>%Ln 段保持原样(&amp;P)；单击一段，即可在文中看到：</numerusform>
        </translation>
    </message>
    <message>
        <source>No &amp;passages stand unchanged.</source>
        <translation>没有保持原样的段落(&amp;P)。</translation>
    </message>
</context>
<context>
    <name>StatementWords</name>
    <message>
        <source>No word of this story was suggested by a machine.</source>
        <translation>这个故事中没有一个字出自机器的建议。</translation>
    </message>
    <message>
        <source>No word of this text was suggested by a machine.</source>
        <translation>这篇文字中没有一个字出自机器的建议。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stand(s) unchanged</source>
        <comment>words, behind “of which”</comment>
        <translation>
            <numerusform>%Ln 字保持原样</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of this story was suggested by a machine: {parts}, of which {stands}.</source>
        <translation>这个故事中有 {share} 的文字出自机器的建议：{parts}；其中 {stands}。</translation>
    </message>
    <message>
        <source>{share} of this text was suggested by a machine: {parts}, of which {stands}.</source>
        <translation>这篇文字中有 {share} 的文字出自机器的建议：{parts}；其中 {stands}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Counted word by word in {words} on {day} by Inkling {version}, on the writer&apos;s own machine. A word that was changed after it was suggested counts as the writer&apos;s; so does what came from other programs, and what was suggested while nothing was noted.</source>
        <translation>由 Inkling {version} 于 {day}在作者自己的电脑上逐字统计，共 {words}。建议之后又改动过的，算作者自己的；来自其他程序的文字，以及没有记录时所建议的文字，也是如此。</translation>
    </message>
    <message>
        <source>Which words were suggested is not noted at present; turn that on in Preferences, under Co-writer.</source>
        <translation>目前没有记录哪些文字来自建议；请在首选项的“写作搭档”中打开。</translation>
    </message>
    <message>
        <source>Accepted as offered</source>
        <translation>照建议采纳</translation>
    </message>
    <message>
        <source>Picked from next words</source>
        <translation>选自接下来的词</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Bridged</source>
        <translation>衔接</translation>
    </message>
    <message>
        <source>Rephrased</source>
        <translation>改写</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) accepted as offered</source>
        <translation>
            <numerusform>%Ln 字照建议采纳</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked from a list of next words</source>
        <translation>
            <numerusform>%Ln 字选自接下来的词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln continued</source>
        <comment>words, by the model</comment>
        <translation>
            <numerusform>%Ln 字为续写</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln written to bridge a gap</source>
        <comment>words, by the model</comment>
        <translation>
            <numerusform>%Ln 字用于衔接空缺</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln put in place of other words</source>
        <comment>words</comment>
        <translation>
            <numerusform>%Ln 字替换了原来的词</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than 1 %</source>
        <translation>不到 1%</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>日子(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Suggestions</source>
        <translation>建议(&amp;S)</translation>
    </message>
    <message>
        <source>This &amp;Text</source>
        <translation>这篇文字(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The model that suggests, and what it runs on</source>
        <translation>给出建议的模型，以及运行它的设备</translation>
    </message>
    <message>
        <source>How the letters are written in the file</source>
        <translation>文件中文字的编码</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>其他语言</translation>
    </message>
    <message>
        <source>The model has not learned this language, so it suggests nothing here</source>
        <translation>模型没有学过这种语言，所以在这里不给出建议</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>The model that suggests; it runs on {device}</source>
        <translation>给出建议的模型，在 {device} 上运行</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>没有模型</translation>
    </message>
</context>
<context>
    <name>Stories</name>
    <message>
        <source>My Story</source>
        <translation>我的故事</translation>
    </message>
    <message>
        <source>Chapter {number}</source>
        <translation>第{number}章</translation>
    </message>
    <message>
        <source>The folder “{name}” cannot be made ({reason}); choose another place.</source>
        <translation>无法创建文件夹“{name}”（{reason}）；请选择另一个位置。</translation>
    </message>
    <message>
        <source>This is the first chapter.</source>
        <translation>这是第一章。</translation>
    </message>
    <message>
        <source>This is the last chapter.</source>
        <translation>这是最后一章。</translation>
    </message>
    <message>
        <source>The file of this text is called “{name}” now.</source>
        <translation>这篇文字的文件现在名为“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is a chapter of the story in the folder “{folder}”.</source>
        <translation>“{name}”是文件夹“{folder}”中故事的一章。</translation>
    </message>
    <message>
        <source>Open the story</source>
        <translation>打开故事</translation>
    </message>
</context>
<context>
    <name>StoryMemory</name>
    <message>
        <source>Reading this story…</source>
        <translation>正在读这篇故事…</translation>
    </message>
    <message>
        <source>Stories are not remembered any more.</source>
        <translation>不再记住任何故事。</translation>
    </message>
    <message numerus="yes">
        <source>Forgot %Ln word(s) of this story.</source>
        <translation>
            <numerusform>已忘记这篇故事的 %Ln 字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Forgot this story.</source>
        <translation>已忘记这篇故事。</translation>
    </message>
    <message>
        <source>{forgotten} It stays forgotten until you choose “{command}”.</source>
        <translation>{forgotten}在你选择“{command}”之前，不会再记住它。</translation>
    </message>
    <message numerus="yes">
        <source>Remembers %Ln word(s) of this story.</source>
        <translation>
            <numerusform>已记住这篇故事的 %Ln 字。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryPanel</name>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>废纸篓</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>{name} ({reason})</source>
        <translation>{name}（{reason}）</translation>
    </message>
    <message>
        <source>Left out: {files}</source>
        <translation>略去：{files}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chapter(s)</source>
        <translation>
            <numerusform>%Ln 章</numerusform>
        </translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggesting</name>
    <message>
        <source>No suggestion here.</source>
        <translation>这里没有建议。</translation>
    </message>
    <message>
        <source>Suggestions on</source>
        <translation>建议：开</translation>
    </message>
    <message>
        <source>Suggestions off</source>
        <translation>建议：关</translation>
    </message>
    <message>
        <source>Continuing the story…</source>
        <translation>正在续写故事…</translation>
    </message>
    <message>
        <source>Suggestion {number} of {count}  ·  {probability}</source>
        <translation>建议 {number} / {count}  ·  {probability}</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>&amp;Read again</source>
        <translation>重新读取(&amp;R)</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Times usual</source>
        <translation>是平常的几倍</translation>
    </message>
    <message>
        <source>Close together</source>
        <translation>相隔很近</translation>
    </message>
    <message>
        <source>Words used too often</source>
        <translation>用得过多的词</translation>
    </message>
    <message>
        <source>Words:</source>
        <translation>字数：</translation>
    </message>
    <message>
        <source>Different words:</source>
        <translation>不同的词：</translation>
    </message>
    <message>
        <source>Sentences:</source>
        <translation>句数：</translation>
    </message>
    <message>
        <source>Words a sentence:</source>
        <translation>每句字数：</translation>
    </message>
    <message>
        <source>Characters:</source>
        <translation>字符数：</translation>
    </message>
    <message>
        <source>Without spaces:</source>
        <translation>不含空格：</translation>
    </message>
    <message>
        <source>Paragraphs:</source>
        <translation>段落数：</translation>
    </message>
    <message>
        <source>Time to read:</source>
        <translation>阅读时间：</translation>
    </message>
    <message>
        <source>The &amp;longest sentences; Return goes there:</source>
        <translation>最长的句子(&amp;L)；按回车前往：</translation>
    </message>
    <message>
        <source>Words &amp;used too often; Return goes to the next one:</source>
        <translation>用得过多的词(&amp;U)；按回车到下一个：</translation>
    </message>
    <message>
        <source>The longest sentences</source>
        <translation>最长的句子</translation>
    </message>
    <message>
        <source>Reading the text… {share}</source>
        <translation>正在读取文字… {share}</translation>
    </message>
    <message>
        <source>The text has changed since.</source>
        <translation>此后文字有改动。</translation>
    </message>
    <message>
        <source>Read to the end.</source>
        <translation>已读到末尾。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{count}: “{words}…”</source>
        <translation>{count}：“{words}…”</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>The trainer cannot be started; install it anew and go on.</source>
        <translation>无法启动训练程序；请重新安装，然后继续。</translation>
    </message>
    <message>
        <source>The trainer has stopped: {reason}</source>
        <translation>训练程序已停止：{reason}</translation>
    </message>
    <message>
        <source>The trainer has stopped; {file} says why.</source>
        <translation>训练程序已停止；原因见 {file}。</translation>
    </message>
    <message>
        <source>Another Inkling is training at the moment; go on there, or close it first.</source>
        <translation>另一个 Inkling 正在训练；请在那里继续，或先将其关闭。</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>A model that goes on learning from these works</source>
        <translation>继续从这些作品中学习的模型</translation>
    </message>
    <message>
        <source>About the training</source>
        <translation>关于训练</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>What the model writes as it learns</source>
        <translation>模型学习期间写出的内容</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>开始(&amp;B)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Go On</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Throw Away</source>
        <translation>丢弃(&amp;T)</translation>
    </message>
    <message>
        <source>Delete this training; a model that came of it stays</source>
        <translation>删除这次训练；由此得到的模型会保留</translation>
    </message>
    <message>
        <source>&amp;Use the New Model</source>
        <translation>使用新模型(&amp;U)</translation>
    </message>
    <message>
        <source>With the trainer, the model goes on learning from your works; install it with: {command}</source>
        <translation>有了训练程序，模型就能继续从您的作品中学习；安装命令：{command}</translation>
    </message>
    <message>
        <source>Stopped; “{command}” takes it up where it was.</source>
        <translation>已停止；“{command}”会从停下的地方接着学。</translation>
    </message>
    <message>
        <source>Saving what was learned…</source>
        <translation>正在保存学到的内容…</translation>
    </message>
    <message>
        <source>Laying out your works…</source>
        <translation>正在准备您的作品…</translation>
    </message>
    <message>
        <source>Looking for the trainer…</source>
        <translation>正在寻找训练程序…</translation>
    </message>
    <message>
        <source>The model in use brings no weights to go on from; choose another one first.</source>
        <translation>使用中的模型没有附带可继续训练的权重；请先选择另一个。</translation>
    </message>
    <message numerus="yes">
        <source>With %Ln word(s) or more, the model can go on learning from your works.</source>
        <translation>
            <numerusform>达到 %Ln 字，模型就能继续从您的作品中学习。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{model}” goes on learning from %Ln word(s) of yours, for about {time}, while you write. It can be stopped at any time. The new model is kept only if it suggests better.</source>
        <translation>
            <numerusform>“{model}”将从您的 %Ln 字中继续学习，预计用时：{time}；其间您可以照常写作，也可以随时停止。只有新模型的建议更好，才会留存它。</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting the keys that the old model saves</source>
        <translation>统计旧模型省下的按键</translation>
    </message>
    <message>
        <source>Measuring the old model</source>
        <translation>测量旧模型</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Making a model of what was learned</source>
        <translation>把学到的内容做成模型</translation>
    </message>
    <message>
        <source>Telling the model how sure it may be</source>
        <translation>校准模型的把握程度</translation>
    </message>
    <message>
        <source>Measuring the new model</source>
        <translation>测量新模型</translation>
    </message>
    <message>
        <source>Counting the keys that the new model saves</source>
        <translation>统计新模型省下的按键</translation>
    </message>
    <message>
        <source>Step {number} of {steps}: {what}.</source>
        <translation>第 {number} 步，共 {steps} 步：{what}。</translation>
    </message>
    <message>
        <source>It learns for about {time} more.</source>
        <translation>预计还要学习：{time}。</translation>
    </message>
    <message>
        <source>On text of yours that neither has learned from, the new model saves {after} % of the keys and the old one {before} %; a word&apos;s perplexity is {new} instead of {old}.</source>
        <translation>在您写的、两个模型都没有学过的文字上，新模型省下 {after}% 的按键，旧模型省下 {before}%；每词困惑度是 {new}，原来是 {old}。</translation>
    </message>
    <message>
        <source>Not better, so it was not kept. {figures}</source>
        <translation>没有变好，因此没有留存。{figures}</translation>
    </message>
    <message>
        <source>Better, but it is not there any more. {figures}</source>
        <translation>变好了，但新模型已不在那里。{figures}</translation>
    </message>
    <message>
        <source>Better, and among the models now. {figures}</source>
        <translation>变好了，现已列入模型。{figures}</translation>
    </message>
</context>
<context>
    <name>Versioning</name>
    <message>
        <source>Draft {number}</source>
        <translation>第 {number} 稿</translation>
    </message>
    <message>
        <source>Kept: {name}.</source>
        <translation>已留存：{name}。</translation>
    </message>
    <message>
        <source>This version could not be kept; the log says more.</source>
        <translation>无法留存这个版本；日志中有更多说明。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>This text has no file yet; save it, and its versions can be kept beside it.</source>
        <translation>这篇文字还没有文件；请先保存，它的版本就能留存在旁边。</translation>
    </message>
    <message>
        <source>The former text is back; what was here is kept as a version, and undo brings it back, too.</source>
        <translation>以前的文字已恢复；原先的内容已留存为一个版本，撤销也可找回。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>a backup</source>
        <translation>一份备份</translation>
    </message>
    <message>
        <source>Before “{name}” came back</source>
        <translation>恢复“{name}”之前</translation>
    </message>
    <message>
        <source>Bring back all texts of the story as they were then?</source>
        <translation>要把故事的所有文字恢复成当时的样子吗？</translation>
    </message>
    <message>
        <source>The story as it is now is kept as a version before. Texts that came later stay.</source>
        <translation>恢复之前，现在的故事会留存为一个版本。后来加入的文字会保留。</translation>
    </message>
    <message>
        <source>Bring Back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The story is as it was then.</source>
        <translation>故事已恢复成当时的样子。</translation>
    </message>
    <message>
        <source>Delete the version “{name}”?</source>
        <translation>要删除版本“{name}”吗？</translation>
    </message>
    <message>
        <source>It cannot be brought back. Your text stays as it is.</source>
        <translation>删除后无法找回。您的文字保持原样。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>VersionsWindow</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>留存时间</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改动的内容</translation>
    </message>
    <message>
        <source>Underlined words were added, struck out ones removed; dashed lines are under moved ones.</source>
        <translation>新增的文字带下划线，删去的带删除线，移动过的带虚线。</translation>
    </message>
    <message>
        <source>Change before</source>
        <translation>上一处改动</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>下一处改动</translation>
    </message>
    <message>
        <source>&amp;Keep a Version…</source>
        <translation>留存版本(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Bring Back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Compared &amp;with</source>
        <translation>比较对象(&amp;W)</translation>
    </message>
    <message>
        <source>The story now</source>
        <translation>现在的故事</translation>
    </message>
    <message>
        <source>The text now</source>
        <translation>现在的文字</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>没有名称</translation>
    </message>
    <message>
        <source>{name} (story)</source>
        <translation>{name}（故事）</translation>
    </message>
    <message>
        <source>Keep a version, and see here what has changed since.</source>
        <translation>请留存一个版本，在这里查看此后的改动。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) added</source>
        <translation>
            <numerusform>新增 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) removed</source>
        <translation>
            <numerusform>删去 %Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{added}, {removed}.</source>
        <translation>{added}，{removed}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paragraph(s) moved.</source>
        <translation>
            <numerusform>移动了 %Ln 段。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>WordPanel</name>
    <message>
        <source>Next words</source>
        <translation>接下来的词</translation>
    </message>
    <message>
        <source>Show the words at the cursor</source>
        <translation>在光标处显示这些词</translation>
    </message>
    <message>
        <source>Close the next words</source>
        <translation>关闭接下来的词</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>, </source>
        <comment>between the parts of an enumeration</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>{what}: {said}</source>
        <translation>{what}：{said}</translation>
    </message>
</context>
<context>
    <name>WordsWritten</name>
    <message>
        <source>Days of writing</source>
        <translation>写作的日子</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>That failed, and nothing was changed (the log says more).</source>
        <translation>操作失败，没有任何改动（日志中有更多说明）。</translation>
    </message>
    <message>
        <source>Something is still being read or written; wait, or cancel it.</source>
        <translation>仍在读取或写入；请稍候，或将其取消。</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The model turned to something that was asked later.</source>
        <translation>模型已转而处理后来的要求。</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be loaded; choose another one.</source>
        <translation>无法加载 {folder} 中的模型，请选择其他模型。</translation>
    </message>
    <message>
        <source>The model failed in a way Inkling does not know; choose it again to restart it (the log says more).</source>
        <translation>模型出现了 Inkling 无法识别的故障；请重新选择它，使其重新启动（详情见日志）。</translation>
    </message>
    <message>
        <source>The model in {folder} did not load in time and was given up; choose another one.</source>
        <translation>{folder} 中的模型未能及时载入，已被放弃；请选择另一个。</translation>
    </message>
    <message>
        <source>The model stopped answering and was given up; choose it again to restart it, or another one.</source>
        <translation>模型不再响应，已被放弃；请再次选择它以重新启动，或选择另一个。</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop this; nothing is changed</source>
        <translation>停止；不会有任何改动</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>WorksList</name>
    <message>
        <source>Choose works that you wrote before, in any format that Inkling imports. Their names and turns of phrase are suggested from then on. Copies of the texts stay on this machine until you remove them.</source>
        <translation>请选择您以前写的作品，Inkling 能导入的格式都可以。此后会建议其中的名字和惯用说法。文本的副本留在这台电脑上，直到您移除为止。</translation>
    </message>
    <message>
        <source>Earlier works</source>
        <translation>旧作</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>作品</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>Add &amp;Files…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Add F&amp;older…</source>
        <translation>添加文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>All texts of a folder, such as a story&apos;s chapters, as one work</source>
        <translation>把一个文件夹中的所有文本（例如故事的各章）作为一部作品</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Forget what is selected; your own files stay</source>
        <translation>忘记所选的作品；您自己的文件会保留</translation>
    </message>
    <message>
        <source>&amp;Suggest from these works</source>
        <translation>从这些作品中给出建议(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) are known now.</source>
        <translation>
            <numerusform>现已认得 %Ln 字。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Threads</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU，%n 个线程</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>The model in {folder} has format version {version} and this Inkling reads version {known}; update Inkling or choose another model.</source>
        <translation>{folder} 中的模型格式版本为 {version}，而此版本的 Inkling 读取的是版本 {known}；请更新 Inkling，或选择其他模型。</translation>
    </message>
    <message>
        <source>The model in {folder} is of kind {kind} and this Inkling knows {known}; update Inkling or choose another model.</source>
        <translation>{folder} 中的模型类型为 {kind}，而此版本的 Inkling 支持的是 {known}；请更新 Inkling，或选择其他模型。</translation>
    </message>
    <message>
        <source>The model in {folder} tells moods and suggests no words; choose one that suggests.</source>
        <translation>{folder} 中的模型用于判断情绪，不能给出建议，请选择能给出建议的模型。</translation>
    </message>
    <message>
        <source>The model in {folder} suggests words and tells no moods; choose a mood model, such as “inkling-train fit --preset mood” makes.</source>
        <translation>{folder} 中的模型用于给出建议，不能判断情绪；请选择情绪模型，例如用“inkling-train fit --preset mood”训练的模型。</translation>
    </message>
    <message>
        <source>The model in {folder} tells moods that are no probabilities; install the model again.</source>
        <translation>{folder} 中的模型给出的情绪不是概率，请重新安装该模型。</translation>
    </message>
    <message>
        <source>The model in {folder} has a malformed config.json ({reason}); install the model again.</source>
        <translation>{folder} 中模型的 config.json 格式有误（{reason}），请重新安装该模型。</translation>
    </message>
    <message>
        <source>The model in {folder} lacks its file {file}; install the model again.</source>
        <translation>{folder} 中的模型缺少文件 {file}，请重新安装该模型。</translation>
    </message>
    <message>
        <source>The model in {folder} was altered: {file} does not match its checksum; install the model again.</source>
        <translation>{folder} 中的模型被改动过：{file} 与校验和不符，请重新安装该模型。</translation>
    </message>
    <message>
        <source>There is no model folder {folder}; choose another model.</source>
        <translation>没有模型文件夹 {folder}，请选择其他模型。</translation>
    </message>
    <message>
        <source>The folder {folder} holds no config.json, so it is no Inkling model; choose another folder.</source>
        <translation>文件夹 {folder} 中没有 config.json，因此不是 Inkling 模型，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The model in {folder} has a config.json that is not valid JSON; install the model again.</source>
        <translation>{folder} 中模型的 config.json 不是有效的 JSON，请重新安装该模型。</translation>
    </message>
    <message>
        <source>The model&apos;s file {path} cannot be read ({reason}); check the permissions of the folder.</source>
        <translation>无法读取模型文件 {path}（{reason}），请检查该文件夹的权限。</translation>
    </message>
    <message>
        <source>Your version of {path} cannot be kept in {folder} ({reason}); save it elsewhere first.</source>
        <translation>您的 {path} 无法留存到 {folder}（{reason}）；请先把它保存到别处。</translation>
    </message>
    <message>
        <source>{path} is not {encoding}; choose another encoding.</source>
        <translation>{path} 不是{encoding}；请选择另一种编码。</translation>
    </message>
    <message>
        <source>A save of {file} was interrupted; it is finished now.</source>
        <translation>{file} 的一次保存曾被中断；现已完成。</translation>
    </message>
    <message>
        <source>{path} would be larger than {size} MB and could not be opened again; save it in parts.</source>
        <translation>{path} 会超过 {size} MB，将无法再打开；请分成几部分保存。</translation>
    </message>
    <message>
        <source>{path} was damaged while it was saved ({reason}); its whole text, old and new, is in {note}: make room and open the file again.</source>
        <translation>{path} 在保存时受损（{reason}）；它的全部文字，新的和旧的，都在 {note} 中：请腾出空间，再打开该文件。</translation>
    </message>
    <message>
        <source>Inkling knows no encoding {encoding}; choose another.</source>
        <translation>Inkling 不认识编码 {encoding}；请选择另一种。</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 and was read as {encoding}, which is a guess; reopen it with another encoding if letters are wrong.</source>
        <translation>{file} 不是 UTF-8 编码，已按{encoding}读取，这只是猜测；如果文字不对，请用其他编码重新打开。</translation>
    </message>
    <message>
        <source>{file} has bytes that are not {encoding}; they are shown as boxes and saved as they are.</source>
        <translation>{file} 含有不属于{encoding}的字节；它们显示为方框，并按原样保存。</translation>
    </message>
    <message>
        <source>With the control characters {letters} {file} would be no text file in {encoding}; save it as UTF-8.</source>
        <translation>带有控制字符 {letters} 的 {file} 在{encoding}中不会是文本文件；请存为 UTF-8。</translation>
    </message>
    <message>
        <source>{encoding} has no {letters}; save {file} as UTF-8, which has all letters.</source>
        <translation>{encoding}没有 {letters}；请把 {file} 存为 UTF-8，它包含所有文字。</translation>
    </message>
    <message>
        <source>{path} is a device, not a text file; choose another name.</source>
        <translation>{path} 是设备，不是文本文件；请换一个名称。</translation>
    </message>
    <message>
        <source>{path} is of a kind that Inkling does not read ({kind}); save it as .docx or .odt in the program that made it.</source>
        <translation>{path} 是 Inkling 不读取的类型（{kind}）；请在制作它的程序中存为 .docx 或 .odt。</translation>
    </message>
    <message>
        <source>{path} takes longer to read than any text does; do not trust it.</source>
        <translation>{path} 的读取时间超出任何正常文本；请不要信任它。</translation>
    </message>
    <message>
        <source>The process that works on the text has ended, and nothing was changed; make room in memory and try again.</source>
        <translation>处理文字的进程已终止，没有任何改动；请腾出内存，再试一次。</translation>
    </message>
    <message>
        <source>{path} does not say in which format to write; end its name in one of {kinds}.</source>
        <translation>{path} 没有说明要写成哪种格式；请让名称以 {kinds} 之一结尾。</translation>
    </message>
    <message>
        <source>There is a file {path} already; choose another name, or have it replaced (--force).</source>
        <translation>已经有文件 {path}；请换一个名称，或让它被替换（--force）。</translation>
    </message>
    <message>
        <source>{path} holds no texts; name a folder with texts in it.</source>
        <translation>{path} 中没有文本；请指定一个有文本的文件夹。</translation>
    </message>
    <message>
        <source>{path} is protected against copying (DRM) and cannot be read; ask its seller for one without.</source>
        <translation>{path} 有防复制保护（DRM），无法读取；请向卖家索取不带保护的版本。</translation>
    </message>
    <message>
        <source>{path} is damaged or no {kind} file; open it in the program that made it and save it again.</source>
        <translation>{path} 已损坏或不是 {kind} 文件；请在制作它的程序中打开并重新保存。</translation>
    </message>
    <message>
        <source>{path} is locked with a password; save it without one in the program that made it.</source>
        <translation>{path} 有密码；请在制作它的程序中存为无密码的文件。</translation>
    </message>
    <message>
        <source>{path} would unpack to more than {size} MB, which no text does; do not trust it.</source>
        <translation>{path} 解开后会超过 {size} MB，没有文本会这么大；请不要信任它。</translation>
    </message>
    <message>
        <source>{path} is in the form of Word before 2007; save it as .docx or .odt in the program that made it.</source>
        <translation>{path} 是 2007 年以前的 Word 格式；请在制作它的程序中存为 .docx 或 .odt。</translation>
    </message>
    <message>
        <source>Pictures and drawn objects were left out: {count}.</source>
        <translation>略去了图片和图形对象：{count} 个。</translation>
    </message>
    <message>
        <source>Comments were left out: {count}.</source>
        <translation>略去了批注：{count} 条。</translation>
    </message>
    <message>
        <source>Tracked changes were taken as accepted: {count}.</source>
        <translation>修订按已接受处理：{count} 处。</translation>
    </message>
    <message>
        <source>Hidden text was left out: {count} places.</source>
        <translation>略去了隐藏文字：{count} 处。</translation>
    </message>
    <message>
        <source>Tables were kept as paragraphs, one for each cell: {count}.</source>
        <translation>表格按每格一段保留：{count} 个。</translation>
    </message>
    <message>
        <source>Lists were kept as paragraphs: {count} items.</source>
        <translation>列表按段落保留：{count} 项。</translation>
    </message>
    <message>
        <source>Struck-through text was kept without its line: {count} places.</source>
        <translation>带删除线的文字保留了，但没有线：{count} 处。</translation>
    </message>
    <message>
        <source>A table of contents was left out, since headings make a new one.</source>
        <translation>略去了目录，因为标题会生成新的目录。</translation>
    </message>
    <message>
        <source>Page headers and footers were left out.</source>
        <translation>略去了页眉和页脚。</translation>
    </message>
    <message>
        <source>Plain text has no bold or italic letters; they stand between * and _.</source>
        <translation>纯文本没有粗体和斜体；它们写在 * 和 _ 之间。</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 with byte order mark</source>
        <translation>UTF-8（带字节顺序标记）</translation>
    </message>
    <message>
        <source>UTF-16</source>
        <translation>UTF-16</translation>
    </message>
    <message>
        <source>UTF-16 (big-endian)</source>
        <translation>UTF-16（大端）</translation>
    </message>
    <message>
        <source>UTF-32</source>
        <translation>UTF-32</translation>
    </message>
    <message>
        <source>UTF-32 (big-endian)</source>
        <translation>UTF-32（大端）</translation>
    </message>
    <message>
        <source>Western (ISO-8859-15)</source>
        <translation>西欧编码（ISO-8859-15）</translation>
    </message>
    <message>
        <source>Western (Mac Roman)</source>
        <translation>西欧编码（Mac Roman）</translation>
    </message>
    <message>
        <source>Western (DOS 850)</source>
        <translation>西欧编码（DOS 850）</translation>
    </message>
    <message>
        <source>Central European (Windows-1250)</source>
        <translation>中欧编码（Windows-1250）</translation>
    </message>
    <message>
        <source>Central European (ISO-8859-2)</source>
        <translation>中欧编码（ISO-8859-2）</translation>
    </message>
    <message>
        <source>Central European (DOS 852)</source>
        <translation>中欧编码（DOS 852）</translation>
    </message>
    <message>
        <source>Central European (Mac)</source>
        <translation>中欧编码（Mac）</translation>
    </message>
    <message>
        <source>Baltic (Windows-1257)</source>
        <translation>波罗的海编码（Windows-1257）</translation>
    </message>
    <message>
        <source>Baltic (ISO-8859-13)</source>
        <translation>波罗的海编码（ISO-8859-13）</translation>
    </message>
    <message>
        <source>Cyrillic (Windows-1251)</source>
        <translation>西里尔编码（Windows-1251）</translation>
    </message>
    <message>
        <source>Cyrillic (KOI8-R)</source>
        <translation>西里尔编码（KOI8-R）</translation>
    </message>
    <message>
        <source>Cyrillic (KOI8-U)</source>
        <translation>西里尔编码（KOI8-U）</translation>
    </message>
    <message>
        <source>Cyrillic (ISO-8859-5)</source>
        <translation>西里尔编码（ISO-8859-5）</translation>
    </message>
    <message>
        <source>Cyrillic (DOS 866)</source>
        <translation>西里尔编码（DOS 866）</translation>
    </message>
    <message>
        <source>Cyrillic (Mac)</source>
        <translation>西里尔编码（Mac）</translation>
    </message>
    <message>
        <source>Greek (Windows-1253)</source>
        <translation>希腊语编码（Windows-1253）</translation>
    </message>
    <message>
        <source>Greek (ISO-8859-7)</source>
        <translation>希腊语编码（ISO-8859-7）</translation>
    </message>
    <message>
        <source>Turkish (Windows-1254)</source>
        <translation>土耳其语编码（Windows-1254）</translation>
    </message>
    <message>
        <source>Turkish (ISO-8859-9)</source>
        <translation>土耳其语编码（ISO-8859-9）</translation>
    </message>
    <message>
        <source>Hebrew (Windows-1255)</source>
        <translation>希伯来语编码（Windows-1255）</translation>
    </message>
    <message>
        <source>Hebrew (ISO-8859-8)</source>
        <translation>希伯来语编码（ISO-8859-8）</translation>
    </message>
    <message>
        <source>Arabic (Windows-1256)</source>
        <translation>阿拉伯语编码（Windows-1256）</translation>
    </message>
    <message>
        <source>Arabic (ISO-8859-6)</source>
        <translation>阿拉伯语编码（ISO-8859-6）</translation>
    </message>
    <message>
        <source>Vietnamese (Windows-1258)</source>
        <translation>越南语编码（Windows-1258）</translation>
    </message>
    <message>
        <source>Thai (Windows-874)</source>
        <translation>泰语编码（Windows-874）</translation>
    </message>
    <message>
        <source>Chinese, simplified (GBK)</source>
        <translation>简体中文编码（GBK）</translation>
    </message>
    <message>
        <source>Chinese, simplified (GB 18030)</source>
        <translation>简体中文编码（GB 18030）</translation>
    </message>
    <message>
        <source>Chinese, traditional (Big5)</source>
        <translation>繁体中文编码（Big5）</translation>
    </message>
    <message>
        <source>Chinese, traditional (Big5-HKSCS)</source>
        <translation>繁体中文编码（Big5-HKSCS）</translation>
    </message>
    <message>
        <source>Japanese (Shift-JIS)</source>
        <translation>日语编码（Shift-JIS）</translation>
    </message>
    <message>
        <source>Japanese (EUC-JP)</source>
        <translation>日语编码（EUC-JP）</translation>
    </message>
    <message>
        <source>Japanese (ISO-2022-JP)</source>
        <translation>日语编码（ISO-2022-JP）</translation>
    </message>
    <message>
        <source>Korean (EUC-KR)</source>
        <translation>韩语编码（EUC-KR）</translation>
    </message>
    <message>
        <source>{file} is already open {where}; close it there, or open it anyway if that is not so.</source>
        <translation>{file} 已在{where}打开；请在那里关闭它，如果并非如此，就仍然打开。</translation>
    </message>
    <message>
        <source>in another Inkling</source>
        <translation>另一个 Inkling 中</translation>
    </message>
    <message>
        <source>{path} is larger than {size} MB, which no text is; divide it with another program first.</source>
        <translation>{path} 大于 {size} MB，没有文本这么大；请先用其他程序把它分开。</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧编码（Windows-1252）</translation>
    </message>
    <message>
        <source>Western (ISO-8859-1)</source>
        <translation>西欧编码（ISO-8859-1）</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a text file in it.</source>
        <translation>{path} 是文件夹，请选择其中的文本文件。</translation>
    </message>
    <message>
        <source>{path} is a device, not a text file; choose another one.</source>
        <translation>{path} 是设备，不是文本文件，请选择其他文件。</translation>
    </message>
    <message>
        <source>There is no file {path}; check its name.</source>
        <translation>没有文件 {path}，请检查文件名。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check its permissions.</source>
        <translation>无法读取 {path}（{reason}），请检查其权限。</translation>
    </message>
    <message>
        <source>{path} cannot be saved, as its folder is gone; save elsewhere or put the folder back.</source>
        <translation>无法保存 {path}，因为它所在的文件夹已不在；请保存到别处，或将该文件夹放回原处。</translation>
    </message>
    <message>
        <source>How fast models run on the processor and the graphics cards of this machine, the last twenty, and which models were tried and found sound, the last fifty.</source>
        <translation>模型在这台电脑的处理器和显卡上运行得多快，最近二十次；以及试用过并认定可靠的模型，最近五十个。</translation>
    </message>
    <message>
        <source>Writing days</source>
        <translation>写作的日子</translation>
    </message>
    <message>
        <source>Your writing days cannot be kept in {path} ({reason}); check its permissions and the space on the disk.</source>
        <translation>您的写作记录无法留存到 {path}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Your writing days in {path} were kept by another version of Inkling; update Inkling, and until then no new ones are kept.</source>
        <translation>{path} 中的写作记录由另一个版本的 Inkling 留存；请更新 Inkling，在那之前不会留存新的。</translation>
    </message>
    <message>
        <source>The file of your writing days was damaged and lies beside the new one as {path}; what could be read of it is kept.</source>
        <translation>您的写作记录文件已损坏，现作为 {path} 放在新文件旁；能读出的内容已保留。</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer failed on this text; choose another model.</source>
        <translation>模型的分词器处理这段文字时失败；请选择另一个模型。</translation>
    </message>
    <message>
        <source>it means nothing there</source>
        <translation>它在那里没有意义</translation>
    </message>
    <message>
        <source>a bracket ( is never closed</source>
        <translation>括号 ( 没有闭合</translation>
    </message>
    <message>
        <source>there is a closing bracket ) too many; \) finds one</source>
        <translation>多了一个右括号 )；要查找它请用 \)</translation>
    </message>
    <message>
        <source>a bracket [ is never closed; \[ finds one</source>
        <translation>括号 [ 没有闭合；要查找它请用 \[</translation>
    </message>
    <message>
        <source>a range such as [a-z] runs backwards</source>
        <translation>像 [a-z] 这样的范围写反了</translation>
    </message>
    <message>
        <source>two repetitions follow each other; \* or \+ finds the sign itself</source>
        <translation>两个重复符号相连；要查找符号本身请用 \* 或 \+</translation>
    </message>
    <message>
        <source>there is nothing to repeat; \* or \+ or \? finds the sign itself</source>
        <translation>没有可重复的内容；要查找符号本身请用 \*、\+ 或 \?</translation>
    </message>
    <message>
        <source>the repetition&apos;s first number is the greater one</source>
        <translation>重复次数的第一个数较大</translation>
    </message>
    <message>
        <source>it ends in a single backslash; \\ finds one</source>
        <translation>它以单个反斜杠结尾；要查找它请用 \\</translation>
    </message>
    <message>
        <source>it names a group that there is not</source>
        <translation>它提到了不存在的组</translation>
    </message>
    <message>
        <source>there is no such property of characters</source>
        <translation>没有这样的字符属性</translation>
    </message>
    <message>
        <source>there is no character of this name</source>
        <translation>没有这个名称的字符</translation>
    </message>
    <message>
        <source>The expression is not right at character {position}: {meaning}.</source>
        <translation>表达式在第 {position} 个字符处有误：{meaning}。</translation>
    </message>
    <message>
        <source>This expression is too long or too deep; make it simpler.</source>
        <translation>这个表达式太长或嵌套太深；请简化。</translation>
    </message>
    <message>
        <source>This expression takes too long here (more than {seconds} s); make it more precise.</source>
        <translation>这个表达式在这里用时太长（超过 {seconds} 秒）；请写得更精确。</translation>
    </message>
    <message>
        <source>The replacement “{words}” has a backslash with no meaning; \1 is what the first group found, \\ a backslash.</source>
        <translation>替换内容“{words}”中有一个没有意义的反斜杠；\1 是第一组找到的内容，\\ 是一个反斜杠。</translation>
    </message>
    <message>
        <source>The model&apos;s file {path} is not the table it should be ({reason}); install the model again.</source>
        <translation>模型的文件 {path} 不是应有的数表（{reason}）；请重新安装模型。</translation>
    </message>
    <message>
        <source>My words</source>
        <translation>我的词</translation>
    </message>
    <message>
        <source>Your own words cannot be kept in {path} ({reason}); check its permissions.</source>
        <translation>您自己的词无法留存到 {path}（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>This model remembers no story; choose one of the kind “stream”.</source>
        <translation>这个模型不记故事；请选择“stream”类的模型。</translation>
    </message>
    <message>
        <source>What you added to the spelling, one word on each line of a text file. It stays until you remove or delete it.</source>
        <translation>您加入拼写的词，在一个文本文件中每行一个。它会一直保留到您移除或删除为止。</translation>
    </message>
    <message>
        <source>The versions in {folder} cannot be renamed ({reason}); they stay there.</source>
        <translation>无法重命名 {folder} 中的版本（{reason}）；它们仍在那里。</translation>
    </message>
    <message>
        <source>{path} is a folder; choose another name.</source>
        <translation>{path} 是文件夹，请换一个名称。</translation>
    </message>
    <message>
        <source>Encoding {name}</source>
        <translation>编码 {name}</translation>
    </message>
    <message>
        <source>{path} is read-only; save under another name or change its permissions.</source>
        <translation>{path} 是只读文件，请另存为其他名称，或更改其权限。</translation>
    </message>
    <message>
        <source>{path} cannot be saved ({reason}) and is as it was; save elsewhere or make room.</source>
        <translation>无法保存 {path}（{reason}），文件保持原样；请保存到别处，或腾出空间。</translation>
    </message>
    <message>
        <source>{path} is not a text file; export it as plain text (.txt) and open that.</source>
        <translation>{path} 不是文本文件，请将其导出为纯文本（.txt）后再打开。</translation>
    </message>
    <message>
        <source>its tokenizer splits a sample text differently</source>
        <translation>分词器对样本文本的切分结果不同</translation>
    </message>
    <message>
        <source>its predictions are no numbers</source>
        <translation>预测结果不是数字</translation>
    </message>
    <message>
        <source>its predictions for a sample text have changed</source>
        <translation>对样本文本的预测已改变</translation>
    </message>
    <message>
        <source>The model in {folder} does not give the answers it was shipped with ({reason}); install the model again.</source>
        <translation>{folder} 中的模型给出的结果与发布时不符（{reason}），请重新安装该模型。</translation>
    </message>
    <message>
        <source>Unsaved words</source>
        <translation>未保存的文字</translation>
    </message>
    <message>
        <source>Copies of what is not saved yet, for the case of a crash. Each goes when its text is saved or closed; what a crash has left is offered at the next start and stays until you answer.</source>
        <translation>尚未保存的内容的副本，以防崩溃。文本保存或关闭后副本即删除；崩溃留下的会在下次启动时提供，并一直保留到您作出选择。</translation>
    </message>
    <message>
        <source>Former versions</source>
        <translation>以前的版本</translation>
    </message>
    <message>
        <source>Backups of your files as they were before you saved them, of each a few, the older the fewer. They stay until you delete them.</source>
        <translation>您的文件在保存之前的备份，每个文件几份，越旧越少。它们会一直保留到您删除为止。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What you chose in Preferences, your keys, the place of the window, and the names of the files that you opened last. They stay until you delete them.</source>
        <translation>您在首选项中的选择、快捷键、窗口的位置，以及最近打开的文件的名称。它们会一直保留到您删除为止。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What went wrong, with the names of files but none of your words: at most one megabyte, the oldest lines go first.</source>
        <translation>出过的问题，含文件名，但没有您写的文字：最多一兆字节，最旧的先删除。</translation>
    </message>
    <message>
        <source>Crash reports</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>Where in its code Inkling has crashed, with none of your words: at most half a megabyte.</source>
        <translation>Inkling 在代码的何处崩溃过，没有您写的文字：最多半兆字节。</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量结果</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>Hidden files beside your texts that say that they are open. Each goes when its text is closed; listed are those in the folders of the files that you opened last.</source>
        <translation>文本旁边的隐藏文件，表示文本已打开。文本关闭后即删除；这里列出的是您最近打开的文件所在文件夹中的锁。</translation>
    </message>
    <message>
        <source>How much you wrote on each day and for how long, how many suggestions were shown and kept and how long they took, and the goals of your stories by the names of their files; none of your words. They stay until you delete them.</source>
        <translation>您每天写了多少、写了多久，显示和采用了多少建议、建议用了多长时间，以及按文件名记录的故事目标；没有您写的文字。它们会一直保留到您删除为止。</translation>
    </message>
    <message>
        <source>{path} cannot be deleted ({reason}); check its permissions.</source>
        <translation>无法删除 {path}（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>on {host}</source>
        <translation>在 {host} 上</translation>
    </message>
    <message>
        <source>in Inkling (process {number})</source>
        <translation>在 Inkling（进程 {number}）中</translation>
    </message>
    <message>
        <source>There are no words in these texts; choose others to measure.</source>
        <translation>这些文本中没有文字，请选择其他文本来测量。</translation>
    </message>
    <message>
        <source>input `{name}` is not {dtype} {shape}</source>
        <translation>输入 `{name}` 不是 {dtype} {shape}</translation>
    </message>
    <message>
        <source>input `{name}` is unknown</source>
        <translation>未知的输入 `{name}`</translation>
    </message>
    <message>
        <source>output `{name}` is not of size {size}</source>
        <translation>输出 `{name}` 的大小不是 {size}</translation>
    </message>
    <message>
        <source>The model&apos;s graph {file} is not as its config.json says ({reason}); install the model again.</source>
        <translation>模型的计算图 {file} 与 config.json 所述不符（{reason}），请重新安装该模型。</translation>
    </message>
    <message>
        <source>No model was found; put one into {folder} or name its folder with --model.</source>
        <translation>没有找到模型；请将模型放入 {folder}，或用 --model 指定其文件夹。</translation>
    </message>
    <message>
        <source>No mood model was found; make one with “inkling-train fit --preset mood” and put it into {folder} or name its folder with --model.</source>
        <translation>没有找到情绪模型；请用“inkling-train fit --preset mood”训练一个并放入 {folder}，或用 --model 指定其文件夹。</translation>
    </message>
    <message>
        <source>There is no provider {provider}; choose auto, {others}.</source>
        <translation>没有计算设备 {provider}；可选择 auto、{others}。</translation>
    </message>
    <message>
        <source>{provider} is not part of this installation, so the model runs on the CPU; install Inkling with it, or choose another provider.</source>
        <translation>当前安装不含 {provider}，因此模型在处理器上运行；请安装带有它的 Inkling，或选择其他计算设备。</translation>
    </message>
    <message>
        <source>{provider} failed to start ({reason}), so the model runs on the CPU; look after its driver, or choose another provider.</source>
        <translation>{provider} 无法启动（{reason}），因此模型在处理器上运行；请检查其驱动程序，或选择其他计算设备。</translation>
    </message>
    <message>
        <source>its device or its libraries are missing</source>
        <translation>缺少其设备或程序库</translation>
    </message>
    <message>
        <source>it gives wrong answers</source>
        <translation>它给出的结果有误</translation>
    </message>
    <message>
        <source>{provider} failed while the model ran ({reason}), so the model goes on on the CPU, with nothing lost; restart Inkling to try {provider} again.</source>
        <translation>模型运行时 {provider} 出错（{reason}），因此模型改在处理器上继续运行，内容没有丢失；重新启动 Inkling 可再次尝试 {provider}。</translation>
    </message>
    <message>
        <source>The model&apos;s graph {path} cannot be run ({reason}); install the model again.</source>
        <translation>无法运行模型的计算图 {path}（{reason}），请重新安装该模型。</translation>
    </message>
    <message>
        <source>Unsaved words cannot be kept in {folder} ({reason}); save them soon.</source>
        <translation>无法在 {folder} 中保留尚未保存的内容（{reason}），请尽快保存。</translation>
    </message>
    <message>
        <source>The model&apos;s {path} is no tokenizer that this Inkling can read ({reason}); install the model again.</source>
        <translation>模型的 {path} 不是这个 Inkling 能读取的分词器（{reason}）；请重新安装模型。</translation>
    </message>
    <message>
        <source>The model&apos;s file {path} is a link that leads out of its folder; choose another model.</source>
        <translation>模型的文件 {path} 是指向其文件夹之外的链接；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model&apos;s file {path} is no ordinary file; choose another model.</source>
        <translation>模型的文件 {path} 不是普通文件；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model&apos;s file {path} has more than {size} MB, which no model needs; choose another model.</source>
        <translation>模型的文件 {path} 超过 {size} MB，没有模型需要这么大；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model in {folder} needs more memory than a model may; choose another model.</source>
        <translation>{folder} 中的模型需要的内存超过了允许的限度；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model in {folder} fails when it is tried ({reason}); choose another model.</source>
        <translation>{folder} 中的模型试用时失败（{reason}）；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model in {folder} gives predictions of the wrong size; install the model again.</source>
        <translation>{folder} 中的模型给出的预测大小不对；请重新安装模型。</translation>
    </message>
    <message>
        <source>The model in {folder} ended the process that tried it; choose another model.</source>
        <translation>{folder} 中的模型使试用它的进程终止了；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model in {folder} takes longer to try than a model may; choose another model.</source>
        <translation>试用 {folder} 中的模型所花的时间超过了允许的限度；请选择另一个模型。</translation>
    </message>
    <message>
        <source>The model failed while it ran ({reason}); choose another model, or this one again.</source>
        <translation>模型在运行时失败（{reason}）；请选择另一个模型，或再次选择这一个。</translation>
    </message>
    <message>
        <source>The model&apos;s {path} has more tokens than its vocabulary size; install the model again.</source>
        <translation>模型的 {path} 中的词元多于词表大小，请重新安装该模型。</translation>
    </message>
    <message>
        <source>The comments in {path} cannot be read ({reason}); check its permissions.</source>
        <translation>无法读取 {path} 中的批注（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>The comments in {path} were kept by another version of Inkling; update Inkling, and until then no new ones are kept.</source>
        <translation>{path} 中的批注由另一个版本的 Inkling 留存；请更新 Inkling，在那之前不会留存新的。</translation>
    </message>
    <message>
        <source>Comments cannot be kept in {path} ({reason}); check its permissions and the space on the disk.</source>
        <translation>批注无法留存到 {path}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>The comments in {path} are damaged and cannot be put aside ({reason}); check the permissions of its folder.</source>
        <translation>{path} 中的批注已损坏，也无法移到一旁（{reason}）；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The comments of this text were damaged; their file lies beside the text as {path}, and what could be read of it is kept.</source>
        <translation>这篇文字的批注已损坏；它们的文件现作为 {path} 放在文字旁，能读出的内容已保留。</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Comments and bookmarks of texts that have no file yet, or beside whose file nothing can be written. Those of other texts lie beside them, in files of their own, which are yours.</source>
        <translation>尚无文件的文字，或文件旁无法写入的文字的批注和书签。其他文字的批注和书签放在它们旁边，在各自的文件中，那些文件属于您。</translation>
    </message>
    <message>
        <source>This version cannot be kept in {folder} ({reason}); check its permissions and the space on the disk.</source>
        <translation>这个版本无法留存到 {folder}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>The version {path} cannot be read ({reason}); check its permissions.</source>
        <translation>无法读取版本 {path}（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>The version {path} is damaged; look for it in a backup of your disk.</source>
        <translation>版本 {path} 已损坏；请在磁盘的备份中寻找。</translation>
    </message>
    <message>
        <source>Which words were suggested is kept in {path}, which cannot be read ({reason}); check its permissions.</source>
        <translation>哪些文字来自建议，记录在 {path} 中，但它无法读取（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>Which words were suggested is kept in {path} by another version of Inkling; update Inkling, and until then nothing new is noted.</source>
        <translation>哪些文字来自建议，由另一个版本的 Inkling 记录在 {path} 中；请更新 Inkling，在那之前不会记录新的。</translation>
    </message>
    <message>
        <source>Which words were suggested cannot be kept in {path} ({reason}); check its permissions and the space on the disk.</source>
        <translation>哪些文字来自建议，无法记录到 {path}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Which words were suggested is kept in {path}, which is damaged and cannot be put aside ({reason}); check the permissions of its folder.</source>
        <translation>哪些文字来自建议，记录在 {path} 中，但它已损坏，也无法移到一旁（{reason}）；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>What was noted of suggested words was damaged; its file lies beside the text as {path}, and what could be read of it is kept.</source>
        <translation>建议文字的记录已损坏；其文件现作为 {path} 放在文字旁，能读出的内容已保留。</translation>
    </message>
    <message>
        <source>Suggested words</source>
        <translation>建议的文字</translation>
    </message>
    <message>
        <source>Which words were suggested, of texts that have no file yet, or beside whose file nothing can be written. For other texts this lies beside them, in files of their own, which are yours.</source>
        <translation>在尚无文件的文字，或文件旁无法写入的文字中，哪些来自建议。其他文字的记录放在它们旁边，在各自的文件中，那些文件属于您。</translation>
    </message>
    <message>
        <source>The file {file} of this story is damaged ({reason}); what could be read of it is used, and the damaged file is kept beside the new one as soon as you change the order.</source>
        <translation>这个故事的文件 {file} 已损坏（{reason}）；将采用能读出的部分，您一改变顺序，受损的文件就会留存在新文件旁。</translation>
    </message>
    <message>
        <source>A text needs a title; type one.</source>
        <translation>文字需要标题；请输入一个。</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read ({reason}); check its permissions.</source>
        <translation>无法读取文件夹 {path}（{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>The folder {path} is not there any more; bring it back, or save your text elsewhere.</source>
        <translation>文件夹 {path} 已不在那里；请将其找回，或把您的文字保存到别处。</translation>
    </message>
    <message>
        <source>The story&apos;s folder cannot be used ({reason}); check its permissions and the disk&apos;s space.</source>
        <translation>无法使用故事的文件夹（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>The trash cannot be emptied ({reason}); check the permissions of {path}.</source>
        <translation>无法清空废纸篓（{reason}）；请检查 {path} 的权限。</translation>
    </message>
    <message>
        <source>There is a file {path} already; choose another title.</source>
        <translation>已经有文件 {path}；请换一个标题。</translation>
    </message>
    <message>
        <source>There is nothing to split here; put the cursor where the second chapter shall begin.</source>
        <translation>这里没有可拆分的内容；请把光标放在第二章应当开始的地方。</translation>
    </message>
    <message>
        <source>Where the cursor was in your texts, by the names of their files; none of your words. The newest thousand stay until you delete them.</source>
        <translation>光标在您各篇文字中的位置，按文件名记录；没有您写的文字。最新的一千条会一直保留到您删除为止。</translation>
    </message>
    <message>
        <source>What this story&apos;s memory is to keep cannot be read ({path}: {reason}); check its permissions.</source>
        <translation>无法读取这篇故事的记忆要留存的内容（{path}：{reason}）；请检查其权限。</translation>
    </message>
    <message>
        <source>What this story&apos;s memory is to keep cannot be written ({path}: {reason}); check the permissions and the space on the disk.</source>
        <translation>无法写入这篇故事的记忆要留存的内容（{path}：{reason}）；请检查权限和磁盘空间。</translation>
    </message>
    <message>
        <source>What this story&apos;s memory is to keep was chosen with another version of Inkling ({path}); update Inkling.</source>
        <translation>这篇故事的记忆要留存的内容，是用另一个版本的 Inkling 选定的（{path}）；请更新 Inkling。</translation>
    </message>
    <message>
        <source>a link</source>
        <translation>是链接</translation>
    </message>
    <message>
        <source>no permission to read it</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>the same file as {name}</source>
        <translation>与 {name} 是同一个文件</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>{name} cannot be moved to {folder} ({reason}); it is where it was.</source>
        <translation>无法将 {name} 移到 {folder}（{reason}）；它仍在原处。</translation>
    </message>
    <message>
        <source>{path} cannot be made ({reason}); check the folder&apos;s permissions.</source>
        <translation>无法创建 {path}（{reason}）；请检查该文件夹的权限。</translation>
    </message>
    <message>
        <source>{path} cannot be read, nor put aside ({reason}); rename it first.</source>
        <translation>{path} 无法读取，也无法移到一旁（{reason}）；请先将其重命名。</translation>
    </message>
    <message>
        <source>{path} holds {count} texts, more than a story has; open the folder of one story.</source>
        <translation>{path} 中有 {count} 篇文本，超出了一个故事的限度；请打开单个故事的文件夹。</translation>
    </message>
    <message>
        <source>{path} is a link or a file where a folder is needed; rename it first.</source>
        <translation>{path} 是链接或文件，而这里需要文件夹；请先将其重命名。</translation>
    </message>
    <message>
        <source>“{title}” cannot be renamed to {name} ({reason}).</source>
        <translation>无法将“{title}”重命名为 {name}（{reason}）。</translation>
    </message>
    <message>
        <source>“{title}” was changed since; its words stay where they are now.</source>
        <translation>“{title}”此后有改动；它的文字留在现在的地方。</translation>
    </message>
    <message>
        <source>There are no words in {path}; choose another text.</source>
        <translation>{path} 中没有文字；请选择另一篇文本。</translation>
    </message>
    <message>
        <source>“{title}” cannot be kept in {folder} ({reason}); check its permissions and the space on the disk.</source>
        <translation>“{title}”无法留存到 {folder}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Your earlier works have {words} words to learn from; add others, until they have {least}.</source>
        <translation>您的旧作有 {words} 字可供学习；请再添加一些，直到有 {least} 字。</translation>
    </message>
    <message>
        <source>The training cannot be laid out in {folder} ({reason}); check its permissions and the space on the disk.</source>
        <translation>无法在 {folder} 中准备训练（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>What was measured of the new model cannot be read; begin the training anew.</source>
        <translation>无法读取新模型的测量结果；请重新开始训练。</translation>
    </message>
    <message>
        <source>The new model cannot be kept in {folder} ({reason}); check its permissions and the space on the disk.</source>
        <translation>新模型无法留存到 {folder}（{reason}）；请检查其权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Earlier works</source>
        <translation>旧作</translation>
    </message>
    <message>
        <source>Copies of the texts that you chose to be learned from, so that their names and phrases are suggested. They stay until you remove or delete them; your own files are never touched.</source>
        <translation>您选来供学习的文本的副本，以便建议其中的名字和说法。它们会一直保留到您移除或删除为止；您自己的文件绝不会被触动。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The training of a model on your earlier works, if you have begun one: their texts, the weights so far, and samples. It stays until you delete it; the model that came of it stays with the models.</source>
        <translation>用您的旧作训练模型时（如果您已开始）留下的内容：作品的文本、目前的权重和样稿。它会一直保留到您删除为止；由此得到的模型与其他模型放在一起。</translation>
    </message>
</context>
</TS>
