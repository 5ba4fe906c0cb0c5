<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>ChangesView</name>
    <message numerus="yes">
        <source>%Ln paragraph(s) without a change</source>
        <translation>
            <numerusform>%Ln paragraph without a change</numerusform>
            <numerusform>%Ln paragraphs without a change</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Chapters</name>
    <message numerus="yes">
        <source>“{name}” has %Ln chapter(s).</source>
        <translation>
            <numerusform>“{name}” has %Ln chapter.</numerusform>
            <numerusform>“{name}” has %Ln chapters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>up to %n word(s)</source>
        <translation>
            <numerusform>up to %n word</numerusform>
            <numerusform>up to %n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>There are unsaved words of %n more text(s).</source>
        <translation>
            <numerusform>There are unsaved words of %n more text.</numerusform>
            <numerusform>There are unsaved words of %n more texts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EarlierWorks</name>
    <message numerus="yes">
        <source>Reading %Ln work(s)…</source>
        <translation>
            <numerusform>Reading %Ln work…</numerusform>
            <numerusform>Reading %Ln works…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chapter(s)</source>
        <translation>
            <numerusform>%Ln chapter</numerusform>
            <numerusform>%Ln chapters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FigureWords</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go.</source>
        <translation>
            <numerusform>%Ln word to go.</numerusform>
            <numerusform>%Ln words to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go, and {date} is over.</source>
        <translation>
            <numerusform>%Ln word to go, and {date} is over.</numerusform>
            <numerusform>%Ln words to go, and {date} is over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) a day until {date}.</source>
        <translation>
            <numerusform>%Ln word a day until {date}.</numerusform>
            <numerusform>%Ln words a day until {date}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the model added %Ln</source>
        <translation>
            <numerusform>the model added %Ln</numerusform>
            <numerusform>the model added %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the goal was %Ln</source>
        <translation>
            <numerusform>the goal was %Ln</numerusform>
            <numerusform>the goal was %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) replaced; Undo takes that back.</source>
        <translation>
            <numerusform>%Ln place replaced; Undo takes that back.</numerusform>
            <numerusform>%Ln places replaced; Undo takes that back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindInStory</name>
    <message numerus="yes">
        <source>story: %Ln</source>
        <comment>places found in all chapters</comment>
        <translation>
            <numerusform>story: %Ln</numerusform>
            <numerusform>story: %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GhostWords</name>
    <message numerus="yes">
        <source>%Ln key(s) saved</source>
        <translation>
            <numerusform>%Ln key saved</numerusform>
            <numerusform>%Ln keys saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message numerus="yes">
        <source>Today: %n suggestion(s) kept, which saved {saved} keys; without the memory, {alone}.</source>
        <translation>
            <numerusform>Today: %n suggestion kept, which saved {saved} keys; without the memory, {alone}.</numerusform>
            <numerusform>Today: %n suggestions kept, which saved {saved} keys; without the memory, {alone}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message numerus="yes">
        <source>of %Ln page(s)</source>
        <translation>
            <numerusform>of %Ln page</numerusform>
            <numerusform>of %Ln pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message numerus="yes">
        <source>%Ln of them belong(s) to open texts and stay(s).</source>
        <translation>
            <numerusform>%Ln of them belongs to an open text and stays.</numerusform>
            <numerusform>%Ln of them belong to open texts and stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message numerus="yes">
        <source>%n proposal(s); Return inserts one.</source>
        <translation>
            <numerusform>%n proposal; Return inserts one.</numerusform>
            <numerusform>%n proposals; Return inserts one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rephrasing</name>
    <message numerus="yes">
        <source>%n word(s) that the model would not expect. Nothing changes unless you choose.</source>
        <translation>
            <numerusform>%n word that the model would not expect. Nothing changes unless you choose.</numerusform>
            <numerusform>%n words that the model would not expect. Nothing changes unless you choose.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RereadPanel</name>
    <message numerus="yes">
        <source>said %n time(s)</source>
        <translation>
            <numerusform>said %n time</numerusform>
            <numerusform>said %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementDialog</name>
    <message numerus="yes">
        <source>%Ln &amp;passage(s) that stand unchanged; click one to see it in the text:</source>
        <translation>
            <numerusform>%Ln &amp;passage that stands unchanged; click it to see it in the text:</numerusform>
            <numerusform>%Ln &amp;passages that stand unchanged; click one to see it in the text:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementWords</name>
    <message numerus="yes">
        <source>%Ln stand(s) unchanged</source>
        <comment>words, behind “of which”</comment>
        <translation>
            <numerusform>%Ln stands unchanged</numerusform>
            <numerusform>%Ln stand unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) accepted as offered</source>
        <translation>
            <numerusform>%Ln word accepted as offered</numerusform>
            <numerusform>%Ln words accepted as offered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked from a list of next words</source>
        <translation>
            <numerusform>%Ln picked from a list of next words</numerusform>
            <numerusform>%Ln picked from a list of next words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln continued</source>
        <comment>words, by the model</comment>
        <translation>
            <numerusform>%Ln continued</numerusform>
            <numerusform>%Ln continued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln written to bridge a gap</source>
        <comment>words, by the model</comment>
        <translation>
            <numerusform>%Ln written to bridge a gap</numerusform>
            <numerusform>%Ln written to bridge a gap</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln put in place of other words</source>
        <comment>words</comment>
        <translation>
            <numerusform>%Ln put in place of other words</numerusform>
            <numerusform>%Ln put in place of other words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryMemory</name>
    <message numerus="yes">
        <source>Forgot %Ln word(s) of this story.</source>
        <translation>
            <numerusform>Forgot %Ln word of this story.</numerusform>
            <numerusform>Forgot %Ln words of this story.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remembers %Ln word(s) of this story.</source>
        <translation>
            <numerusform>Remembers %Ln word of this story.</numerusform>
            <numerusform>Remembers %Ln words of this story.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryPanel</name>
    <message numerus="yes">
        <source>%Ln chapter(s)</source>
        <translation>
            <numerusform>%Ln chapter</numerusform>
            <numerusform>%Ln chapters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message numerus="yes">
        <source>With %Ln word(s) or more, the model can go on learning from your works.</source>
        <translation>
            <numerusform>With %Ln word or more, the model can go on learning from your works.</numerusform>
            <numerusform>With %Ln words or more, the model can go on learning from your works.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{model}” goes on learning from %Ln word(s) of yours, for about {time}, while you write. It can be stopped at any time. The new model is kept only if it suggests better.</source>
        <translation>
            <numerusform>“{model}” goes on learning from %Ln word of yours, for about {time}, while you write. It can be stopped at any time. The new model is kept only if it suggests better.</numerusform>
            <numerusform>“{model}” goes on learning from %Ln words of yours, for about {time}, while you write. It can be stopped at any time. The new model is kept only if it suggests better.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsWindow</name>
    <message numerus="yes">
        <source>%Ln word(s) added</source>
        <translation>
            <numerusform>%Ln word added</numerusform>
            <numerusform>%Ln words added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) removed</source>
        <translation>
            <numerusform>%Ln word removed</numerusform>
            <numerusform>%Ln words removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paragraph(s) moved.</source>
        <translation>
            <numerusform>%Ln paragraph moved.</numerusform>
            <numerusform>%Ln paragraphs moved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorksList</name>
    <message numerus="yes">
        <source>%Ln word(s) are known now.</source>
        <translation>
            <numerusform>%Ln word is known now.</numerusform>
            <numerusform>%Ln words are known now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Threads</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
</TS>
