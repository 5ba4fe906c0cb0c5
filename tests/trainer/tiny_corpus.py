"""A small corpus made by rule, so that tests need no text from elsewhere."""

import random
from pathlib import Path

_NAMES = ("Mira", "Tobias", "the captain", "the old woman", "Anselm", "the girl")
_DEEDS = ("opened the door", "looked at the sea", "put down the lamp", "walked to the mill", "said nothing")
_WHEN = ("in the morning", "before the rain came", "at the end of the day", "when the bell rang")
_SAYS = ('"Come in," said {}.', '"It is late," {} said.', '{} laughed. "Not today!"')


def story(seed: int, sentences: int = 60) -> str:
    """One story: paragraphs of simple sentences, one paragraph a line."""
    rng = random.Random(seed)
    lines: list[str] = []
    for _ in range(sentences // 3):
        parts = [f"{rng.choice(_NAMES)} {rng.choice(_DEEDS)} {rng.choice(_WHEN)}." for _ in range(2)]
        parts.append(rng.choice(_SAYS).format(rng.choice(_NAMES)))
        lines.append(" ".join(part[0].upper() + part[1:] for part in parts))
    return "\n".join(lines) + "\n"


def write_corpus(folder: Path, stories: int = 24) -> Path:
    """A folder of stories, enough to train a tiny model on."""
    folder.mkdir(parents=True)
    for n in range(stories):
        (folder / f"story-{n:02}.txt").write_text(story(n), encoding="utf-8")
    return folder
