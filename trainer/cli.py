"""`inkling-train`: heavy imports wait until a command runs, so that help is instant."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from trainer.errors import BackendError, TrainerError, WorkersError

app = typer.Typer(
    help="Makes models for Inkling's writing desk from any folder of text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

CorpusArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Text files and folders: txt, md, html, rtf, also as gz, xz, bz2; epub, docx, odt, pdf. "
        "Labelled texts for --preset mood: tsv (0 or 1, tab, text), or a folder with the folders pos and "
        "neg. For fit, also a folder that prepare has made."
    ),
]
ValidOption = Annotated[
    list[Path] | None, typer.Option(help="Texts to validate on, instead of holding some out.")
]
TestOption = Annotated[
    list[Path] | None, typer.Option(help="Texts for a final test, instead of holding some out.")
]
PresetOption = Annotated[str | None, typer.Option(help="Name of a shipped preset, or a .toml file.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="Change one setting: section.key=value.")]
FromOption = Annotated[
    Path | None, typer.Option("--from", help="Go on from this bundle's weights and vocabulary.")
]
NewVocabularyOption = Annotated[
    bool,
    typer.Option(
        "--new-vocabulary",
        help="With --from: learn a vocabulary from these texts instead of keeping the bundle's. New "
        "tokens start from the bundle's that spell them. Another corpus.vocabulary_size asks for it too.",
    ),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        help="Encoding of the texts, such as cp1250 or iso8859-2; else it is found out for each of them."
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="End at a text that cannot be read, instead of going on without.")
]
RunArgument = Annotated[Path, typer.Argument(help="Folder of a run, as given to fit --out.")]
ModelArgument = Annotated[Path, typer.Argument(help="Folder of a run or of a bundle.")]


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"inkling-train {version('inkling-desk')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Hold what all commands share."""


@app.command()
def prepare(
    corpus: CorpusArgument = None,
    out: Annotated[Path, typer.Option(help="Folder of the token files, to carry or to keep.")] = Path("data"),
    valid: ValidOption = None,
    test: TestOption = None,
    preset: PresetOption = None,
    assign: SetOption = None,
    from_bundle: FromOption = None,
    new_vocabulary: NewVocabularyOption = False,
    encoding: EncodingOption = None,
    strict: StrictOption = False,
) -> None:
    """Make token files of texts, from which fit learns without them, here or on another machine."""
    from trainer.fit_commands import prepare_command

    prepare_command(
        corpus or [],
        out,
        valid or [],
        test or [],
        preset,
        assign or [],
        from_bundle,
        new_vocabulary,
        encoding,
        strict,
    )


@app.command()
def fit(
    corpus: CorpusArgument = None,
    out: Annotated[
        Path, typer.Option(help="Folder of the run: settings, token files, checkpoints, history.")
    ] = Path("run"),
    valid: ValidOption = None,
    test: TestOption = None,
    preset: PresetOption = None,
    assign: SetOption = None,
    from_bundle: FromOption = None,
    new_vocabulary: NewVocabularyOption = False,
    cell: Annotated[
        str | None, typer.Option(help="lstm, gru, coupled or peephole: short for --set model.cell=...")
    ] = None,
    resume: Annotated[
        bool, typer.Option(help="Go on with the run in --out from its last checkpoint.")
    ] = False,
    minutes: Annotated[
        float | None,
        typer.Option(
            help="End after so many minutes, all in all, with the learning rate cooled down and the weights "
            "saved; how many tokens that will be is up to the machine."
        ),
    ] = None,
    workers: Annotated[
        str | None,
        typer.Option(
            help="Share the training: host:port of each process, the same on all machines. They trust each "
            "other and whoever else reaches their ports."
        ),
    ] = None,
    worker: Annotated[int | None, typer.Option(help="Which of --workers this is, counted from 0.")] = None,
    encoding: EncodingOption = None,
    strict: StrictOption = False,
) -> None:
    """Learn a tokenizer from texts and fit a model, the Bidirectional LSTM around the cursor by default."""
    from trainer.fit_commands import fit_command
    from trainer.workers.meeting import parse_workers

    if worker is not None and not workers:
        raise WorkersError("--worker is for one of several --workers; name them all, or leave it out.")
    addresses = parse_workers(workers, worker) if workers else []
    settings = [*(assign or []), *([f"model.cell={cell}"] if cell else [])]
    fit_command(
        corpus or [],
        out,
        valid or [],
        test or [],
        preset,
        settings,
        from_bundle,
        resume,
        addresses,
        worker or 0,
        new_vocabulary,
        encoding,
        strict,
        minutes,
    )


@app.command()
def evaluate(
    model: ModelArgument,
    texts: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Text files and folders that the model has not seen; without any, what a run held out."
        ),
    ] = None,
    tokens: Annotated[int, typer.Option(help="Read at most so many tokens; 0 reads all.")] = 200_000,
    sample: Annotated[int, typer.Option(help="Words at which guesses are counted.")] = 1000,
    tune_memory_on: Annotated[
        list[Path] | None,
        typer.Option(
            help="Measure with a memory of the text too, its settings tuned on this other text. A bundle "
            "that has learned to recall is measured with one anyway, and needs no tuning."
        ),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure perplexity and next-word accuracy, with and without the text after the cursor.

    A mood model is measured on labelled texts, all of them: loss and accuracy.
    """
    from trainer.commands import evaluate_command

    evaluate_command(model, texts or [], tokens, sample, tune_memory_on or [], json_output)


@app.command()
def compare(
    runs: Annotated[list[Path], typer.Argument(help="Folders of two or more runs.")],
    out: Annotated[Path, typer.Option(help="Picture to draw: a png, pdf or svg file.")] = Path("compare.png"),
    over: Annotated[str, typer.Option(help="Horizontal axis: tokens or seconds.")] = "tokens",
) -> None:
    """Draw runs over one another, and print what each has come to."""
    from trainer.commands import compare_command

    compare_command(runs, out, over)


@app.command()
def export(
    run: RunArgument,
    out: Annotated[Path, typer.Option(help="Folder of the bundle to make.")],
    float32: Annotated[bool, typer.Option("--float32", help="Keep float32 graphs instead of int8.")] = False,
    measure: Annotated[
        list[Path] | None, typer.Option(help="Evaluate on these texts for the model card.")
    ] = None,
    measure_test: Annotated[
        bool, typer.Option("--measure-test", help="Evaluate on what the run held out for test instead.")
    ] = False,
    tune_memory_on: Annotated[
        list[Path] | None,
        typer.Option(help="Evaluate with a memory too, its settings tuned on this other text."),
    ] = None,
    centre_on: Annotated[
        list[Path] | None,
        typer.Option(help="Of a mood model: prose whose median passage shall be neither light nor dark."),
    ] = None,
    average_with: Annotated[
        list[Path] | None,
        typer.Option(
            help="A bundle with whose weights the run's are averaged first, such as the one that fit went on "
            "from; may be given several times."
        ),
    ] = None,
) -> None:
    """Write a run's best weights as a bundle that the desk loads."""
    from trainer.commands import export_command

    export_command(
        run,
        out,
        not float32,
        measure or [],
        tune_memory_on or [],
        centre_on or [],
        measure_test=measure_test,
        average_with=average_with or [],
    )


@app.command()
def card(
    bundle: Annotated[Path, typer.Argument(help="Folder of a bundle.")],
    notes: Annotated[Path, typer.Argument(help="Markdown file that goes behind the model card.")],
) -> None:
    """Put notes, such as further measurements, into a bundle's model card."""
    from trainer.commands import card_command

    card_command(bundle, notes)


@app.command()
def recall(
    bundle: Annotated[Path, typer.Argument(help="Folder of a bundle.")],
    texts: Annotated[
        list[Path], typer.Argument(help="Texts to learn from, such as those that it was trained on.")
    ],
    tokens: Annotated[int, typer.Option(help="How many tokens to learn from.")] = 2_500_000,
    measure: Annotated[
        list[Path] | None,
        typer.Option(help="A text to measure the memory on, for the model card; may be given several times."),
    ] = None,
) -> None:
    """Teach a bundle to recall: which places of a story say what comes next, and how far to trust them."""
    from trainer.commands import recall_command

    recall_command(bundle, texts, tokens, measure or [])


@app.command()
def calibrate(
    bundle: Annotated[Path, typer.Argument(help="Folder of a bundle.")],
    texts: Annotated[
        list[Path] | None,
        typer.Argument(help="Texts in its language: from them it learns to tell that language from others."),
    ] = None,
    curve: Annotated[
        Path | None,
        typer.Option(help="What “inkling measure BUNDLE TEXT --calibrate --json” has printed."),
    ] = None,
    memory: Annotated[
        Path | None,
        typer.Option(help="What “inkling measure BUNDLE TEXT --tune-memory --json” has printed."),
    ] = None,
    like: Annotated[
        Path | None,
        typer.Option(help="Take over what was measured and learned of this bundle, from which it went on."),
    ] = None,
) -> None:
    """Tell a bundle how sure its suggestions are, how its language looks, and how much memory counts."""
    from trainer.commands import calibrate_command

    calibrate_command(bundle, texts or [], curve, memory, like)


@app.command()
def generate(
    bundle: Annotated[Path, typer.Argument(help="Folder of a bundle.")],
    prompt: Annotated[str, typer.Argument(help="Text to go on from.")],
    words: Annotated[int, typer.Option(help="About how many words to write.")] = 100,
    temperature: Annotated[
        float, typer.Option(help="Below 1 is safer, above 1 is wilder, 0 takes the likeliest.")
    ] = 0.8,
    top_p: Annotated[float, typer.Option(help="Share of the likeliest words to draw from.")] = 0.92,
    seed: Annotated[int, typer.Option(help="Same seed, same text.")] = 1,
) -> None:
    """Continue a prompt with a bundle."""
    from trainer.commands import generate_command

    generate_command(bundle, prompt, words, temperature, top_p, seed)


@app.command()
def check() -> None:
    """Say whether all is here that it takes to train and to export, and what is missing."""
    from trainer.devices import missing_packages

    missing = missing_packages()
    if missing:
        raise BackendError(
            f"What training and exporting need is not all installed ({', '.join(missing)}); "
            "pip install 'inkling-desk[train]' brings it."
        )
    print("All is here that training and exporting need.")


def main() -> None:
    """Run the command line; errors a user can put right end in one sentence."""
    _print_anything()
    try:
        app()
    except TrainerError as error:
        print(f"inkling-train: {error}", file=sys.stderr)
        sys.exit(1)


def _print_anything() -> None:
    """Let a console that lacks a letter, such as one of cp1252, show its number and not end the program."""
    for stream in (sys.stdout, sys.stderr):
        # What a test or a notebook puts there may be no file.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
