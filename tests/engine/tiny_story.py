"""The text that the tiny bundles know by heart, written for these tests."""

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
