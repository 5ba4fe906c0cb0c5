"""What each setting of the flagship brings: `python -m tests.bench.training.ablations TRAIN --valid VALID`.

Every variant is trained from the same seed on the same number of tokens of the same text, through the same
command as a user's, and differs from the first in one setting. The first is the flagship at half its width,
with half its vocabulary and candidates and a quarter of its batch, so that a short run has steps enough;
its text is the beginnings of all books. What is compared is the perplexity a word of unseen authors, so that
vocabularies of different sizes can be compared too. Short runs favour what learns fast: small differences say
nothing of long runs.
"""

import argparse
from functools import partial
from pathlib import Path

from tests.bench.training.short_runs import Result, fit, kept, result_file, table, word_perplexities
from trainer.texts.reading import read_documents

BASE = "flagship, halved"
HALVED = [
    "corpus.vocabulary_size=4096",
    "model.embedding=128",
    "model.units=256",
    "training.streams=16",
    "training.warmup_tokens=100000",
    "training.candidates=1536",
]
VARIANTS: dict[str, list[str]] = {
    BASE: [],
    "all tokens instead of 1,536 candidates": ["training.candidates=0"],
    "no backward direction": ["model.backward=false", "training.both_sides=0.0"],
    "vocabulary 2,048": ["corpus.vocabulary_size=2048"],
    "vocabulary 8,192": ["corpus.vocabulary_size=8192"],
    "384 units": ["model.units=384"],
    "one forward layer": ["model.forward_layers=1"],
    "three forward layers": ["model.forward_layers=3"],
    "dropout 0.1 between layers": ["model.dropout=0.1"],
    "variational dropout of inputs 0.1": ["model.input_dropout=0.1"],
    "dropped recurrent weights 0.1": ["model.recurrent_dropout=0.1"],
    "word dropout 0.05": ["model.word_dropout=0.05"],
    "weight decay 0.05": ["training.weight_decay=0.05"],
    "averaged weights (0.99)": ["training.average=0.99"],
    "no cool-down": ["training.cooldown_share=0.0"],
    "cool-down from the start": ["training.cooldown_share=1.0"],
    "learning rate 4e-3": ["training.learning_rate=4e-3"],
    "8 streams (twice as many steps)": ["training.streams=8"],
    "windows of 128, 8 streams": ["training.streams=8", "training.window=128"],
    "all gaps see the text after": ["training.both_sides=1.0"],
}
# Another text instead of another setting.
OTHER_TEXT = "the other text"
# More than a token has with the largest of these vocabularies, so that no variant sees its text twice.
CHARACTERS_A_TOKEN = 5


def main() -> None:
    """Run what has no result yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train", type=Path, help="text to train on")
    parser.add_argument("--valid", type=Path, required=True, help="text to validate on")
    parser.add_argument(
        "--tokens", type=int, default=2_000_000, help="tokens of each run (default 2,000,000)"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/ablations"), help="folder of the runs")
    parser.add_argument("--towers", type=int, default=0, help="cores to use (default: all)")
    parser.add_argument("--other", type=Path, help="another text, to train on in one more run")
    parser.add_argument("--most", type=int, default=len(VARIANTS) + 1, help="run only so many variants")
    arguments = parser.parse_args()
    # Every run reads its text anew, so the excerpts are made once.
    arguments.train = excerpts(arguments.train, arguments.out, arguments.tokens)
    if arguments.other:
        arguments.other = excerpts(arguments.other, arguments.out, arguments.tokens)
    names = [*VARIANTS, *([OTHER_TEXT] if arguments.other else [])]
    for name in names[: arguments.most]:
        if not result_file(arguments.out, name).exists():
            kept(arguments.out, name, partial(run, name, arguments))
            print(table(arguments.out, [*VARIANTS, OTHER_TEXT], BASE), flush=True)
    print(table(arguments.out, [*VARIANTS, OTHER_TEXT], BASE))


def excerpts(source: Path, out: Path, tokens: int) -> Path:
    """The beginnings of all documents of a text, equally long and together enough for so many tokens.

    Returns:
        The file that holds them, in the folder of the runs.
    """
    file = out / f"{source.name.partition('.')[0]}-{tokens}.txt"
    if not file.exists():
        out.mkdir(parents=True, exist_ok=True)
        documents = sum(1 for _ in read_documents([source]))
        characters_each = tokens * CHARACTERS_A_TOKEN // documents
        whole = file.with_suffix(".partial")
        with whole.open("w", encoding="utf-8") as lines:
            for document in read_documents([source]):
                left = characters_each
                for paragraph in document.paragraphs:
                    lines.write(paragraph + "\n")
                    left -= len(paragraph)
                    if left < 0:
                        break
                lines.write("\f\n")
        whole.replace(file)
    return file


def run(name: str, arguments: argparse.Namespace, folder: Path) -> Result:
    """Train one variant."""
    # One validation at the end would do; the trainer makes five of them at least.
    settings = [
        f"training.tokens={arguments.tokens}",
        f"training.validate_every={arguments.tokens}",
        f"training.towers={arguments.towers}",
        *HALVED,
        *VARIANTS.get(name, []),
    ]
    text = arguments.other if name == OTHER_TEXT else arguments.train
    last = fit(folder, "flagship", settings, [text, "--valid", arguments.valid])[-1]
    return {
        "name": name,
        "tokens": int(last["tokens"]),
        "tokens_per_second": float(last["tokens_per_second"]),
        **word_perplexities(folder, last),
    }


if __name__ == "__main__":
    main()
