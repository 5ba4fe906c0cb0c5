# ruff: noqa: E501, RUF001
"""The story that is written in a session, as its writer types it: straight quotes, hyphens, three dots."""

TITLE = "The Clock at Low Water"

TIDE = (
    "Twice a day the sea went out of Gullen Bay, and each time it left the clock behind. It stood a mile from "
    "the shore, up to its knees in wet sand, a church clock without a church, and nobody in the village could "
    "say who had wound it."
)
# What is typed, and what typing help makes of it.
TALK = (
    ('"Who winds it?" asked Edda, who was eleven.', "“Who winds it?” asked Edda, who was eleven."),
    (
        '"The tide," said her father. He mended nets, and didn\'t like questions before breakfast.',
        "“The tide,” said her father. He mended nets, and didn’t like questions before breakfast.",
    ),
    ('"The tide hasn\'t got hands."', "“The tide hasn’t got hands.”"),
    (
        "He put down his needle -- the long one, made of bone -- and looked at her. In all his years he had "
        "never thought of that...",
        "He put down his needle – the long one, made of bone – and looked at her. In all his years he had "
        "never thought of that…",
    ),
)
# Before a suggestion that is kept, and behind it; then word by word; then an alternative.
OPENED, OPENED_ON = "That night she could not sleep. She opened the", ", and listened."
SAT, SAT_ON = "The sea was far away. She sat down on the", ", and put on her boots."
LOOKED, LOOKED_ON = "Nobody saw her go. She looked at the", ", and then she ran."
RAN = (
    "The sand was hard and cold and held the print of every bird that had crossed it since noon. There was a "
    "moon, and under it the bay lay open like a book that somebody had left in the rain. Edda counted her "
    "steps. At two thousand and six she stood before the clock."
)
MISSPELLED, MEANT = "lantren", "lantern"
LANTERN = "It was taller than the chapel. A {word} hung over its door, and the door was not locked."
INSIDE = (
    "Inside it smelt of salt and oil. A stair went round and round the pendulum, and on every step sat a "
    "crab, quite still, as people sit in a waiting room. None of them moved as Edda climbed past. At the top "
    "was a small room with a window, and in the room an old woman was drinking tea."
)
DRAFT = (
    "The old woman did not look up. She poured a second cup, and pushed it over the table, and pointed at the "
    "other chair. The tea was hot and tasted of smoke. Below them the great wheels turned, each a little "
    "slower than the last, and the whole house trembled when the hammer was drawn back."
)
KEEPER = (
    ('"You are late," said the old woman.', "“You are late,” said the old woman."),
    ('"I didn\'t know I was coming."', "“I didn’t know I was coming.”"),
    (
        '"Nobody does. I came to ask a question, too, sixty years ago." She put a key on the table -- it was as '
        'long as an arm. "The tide hasn\'t got hands. It has to borrow them."',
        "“Nobody does. I came to ask a question, too, sixty years ago.” She put a key on the table – it was as "
        "long as an arm. “The tide hasn’t got hands. It has to borrow them.”",
    ),
)
CHOICE = (
    "Edda looked out. Far off, in the village, one window was lit, and she knew that it was his, and that he "
    "sat there with the needle of bone in his hand and thought about what she had said. Behind the window "
    "the sea had turned. It came over the sand without a sound, white at its edge, in no hurry at all."
)
END = (
    "She took the key. It was not as heavy as it looked. She wound the clock, forty turns, and then she left "
    "the key where she had found it, kissed the old woman on the cheek, and ran. The water was at her heels "
    "when she reached the first wall."
)
LAST = (
    '"Who winds it?" asked her father at breakfast.',
    "“Who winds it?” asked her father at breakfast.",
)
ANSWER = (
    '"Anybody," said Edda, and reached for the bread. Out in the bay it struck seven, and for the first '
    "time since anyone could remember, it was right.",
    "“Anybody,” said Edda, and reached for the bread. Out in the bay it struck seven, and for the first "
    "time since anyone could remember, it was right.",
)
