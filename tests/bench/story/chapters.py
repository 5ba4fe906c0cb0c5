"""Whether a name of chapter one is offered in chapter forty: `python -m tests.bench.story.chapters`.

A story of a million words in forty chapters, of random order, has invented names in its first chapter alone,
each used so many times. In the last chapter the first letters of each are typed behind some beginnings of
sentences, as the desk would know the story then: the chapter around the cursor read by the model, the words
of the others counted. Told is how often the rest of the name is offered, at the desk's own precision, how
often it would be the first guess, or one of four, and the same without the other chapters; and how long the
counting takes, at first and after a word.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine, SuggestSettings
from tests.bench.engine_latency import long_text

NAMES = (
    *("Qivareth", "Olmund", "Varnholt", "Sevrin", "Ysolde", "Tamsin"),
    *("Brannagh", "Ketteridge", "Zhoreva", "Ilmari", "Dunstane", "Fenwick"),
    *("Marwood", "Oriel", "Peverell", "Quennell", "Rasheda", "Thessaly"),
    *("Ulverton", "Wrexley", "Anouka", "Bexhill", "Corvane", "Delphina"),
)
FRAMES = ("{} came down to the harbour.", "Nobody had seen {} since the morning.", "“I know,” said {}.")
BEGINNINGS = (
    "In the evening she went to look for ",
    "Nobody answered. Then ",
    "“Ask me tomorrow,” said ",
    "He had a letter for ",
)
LETTERS = (1, 2, 3)
PRECISION = 0.35  # the desk's own


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--chapters", type=int, default=40)
    parser.add_argument("--uses", type=int, nargs="*", default=[1, 3, 10], help="of each name")
    options = parser.parse_args(arguments)
    engine = Engine.load(options.model or default_model(), "cpu")
    size = options.words // options.chapters
    texts = [long_text(size) for _ in range(options.chapters)]
    # Their words are the same; what is counted once must not be found by its text.
    others = [f"{number}.\n\n{text}" for number, text in enumerate(texts[:-1], 1)]
    last = texts[-1][: size // 2]
    for uses in options.uses:
        named = "\n\n".join(frame.format(name) for name in NAMES for frame in (FRAMES * uses)[:uses])
        chapters = [named + "\n\n" + others[0], *others[1:]]
        engine.forget()
        engine.turn_to(uses)
        engine.prepare(last[-20_000:], "")
        alone = {letters: offers(engine, last, letters) for letters in LETTERS}
        first = seconds(engine, last, chapters)
        again = seconds(engine, last + " More", chapters)
        print(
            f"names used {uses} times; counted in {first:.2f} s, after a word in {again:.3f} s of processor"
        )
        for letters in LETTERS:
            print(
                f"  {letters} letters: {offers(engine, last, letters)}; without the chapters {alone[letters]}"
            )


def seconds(engine: Engine, last: str, others: Sequence[str]) -> float:
    """The processor time of counting."""
    begun = time.process_time()
    assert engine.survey(last, others=others)
    return time.process_time() - begun


def offers(engine: Engine, last: str, letters: int) -> str:
    """How often the rest of a name is offered, first or among all that is, and is the first guess."""
    shown = SuggestSettings(max_words=5, precision=PRECISION)
    unsure = SuggestSettings(max_words=1, precision=0.01, asked=True)
    offered = among = guessed = tries = 0
    for name in NAMES:
        for beginning in BEGINNINGS:
            left, rest = f"{last[-4000:]}\n\n{beginning}{name[:letters]}", name[letters:]
            ghosts = [one.text.startswith(rest) for one in engine.suggest(left, "", shown)]
            guesses = [one.text.startswith(rest) for one in engine.suggest(left, "", unsure)]
            offered += any(ghosts[:1])
            among += any(guesses)
            guessed += any(guesses[:1])
            tries += 1
    return (
        f"offered {offered / tries:.0%}, first guess {guessed / tries:.0%}, one of four {among / tries:.0%}"
    )


if __name__ == "__main__":
    main()
