"""The texts that the tiny bundles know by heart, written for these tests."""

STORY = """\
Once upon a time there was a girl called Elizabeth who lived in a little house by the sea. \
Every morning she opened the door and walked down to the water. The waves rolled on and on and on and on.
"Good morning," said the old sailor. "You're early today."
"I couldn't sleep," said Elizabeth. "I don't know why."
Once upon a time the old sailor had lived in a great house on the hill. \
He had owned three ships, and he had lost them all in one night. He didn't speak of it.
"Tell me about the ships," said Elizabeth.
The old sailor looked at the sea for a long time. "They were beautiful," he said. "They were the finest \
ships on the coast, and I loved them more than I should."
It was late when she opened the door and walked inside. The little house was dark. \
It was late when she opened the window and looked out at the stars. \
She sat down by the fire and thought about the three ships.
As I walked, my heart sank. As I walked along the shore, my heart began to sing.
Once upon a time, she thought, everything was possible. Once upon a time there was a ship called Hope.
"""

CHINESE_STORY = """\
从前有一个小姑娘，名叫小荷，住在海边的小屋里。每天早晨她打开屋门，走到海边去。海浪一阵一阵地拍着沙滩。
“早上好！”老船长说，“你今天来得真早。”
“我睡不着……”小荷说，“我不知道为什么。”
从前老船长住在山上的大房子里。他有过三条船，一夜之间全都沉了。他从来不提这件事。
“给我讲讲那三条船吧！”小荷说。
老船长望着大海，看了很久很久。“它们很美——”他说，“它们是岸上最美的船。”
天色已晚，她打开屋门，走了进去。小屋里很暗。天色已晚，她打开窗子，望着天上的星星。
她坐在炉火边，想着那三条船。
"""
