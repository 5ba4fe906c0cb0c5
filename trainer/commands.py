"""What the commands of `inkling-train` do with what was trained, in the order of a model's life."""

import dataclasses
import json
import math
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from trainer.errors import CorpusError, PresetError, RunError
from trainer.fitting.run import Run
from trainer.settings import Preset

if TYPE_CHECKING:
    from trainer.backend import Backend
    from trainer.bundles.bundle import Bundle

# Of fewer, nothing is learned of recalling; of so many, a memory is measured.
LEAST_TOKENS = 10_000
MEASURED_TOKENS = 200_000
# Bounds a model that has no words to say; a word that is spelled has about six letters.
_MOST_TOKENS_A_WORD = 12

console = Console(highlight=False, soft_wrap=True)


def next_command(program: str, *words: str) -> str:
    """A command to copy: the program by its name, or by its path where the shell does not find that name."""
    beside = None if shutil.which(program) else shutil.which(program, path=str(Path(sys.executable).parent))
    return shlex.join([beside or program, *words])


def evaluate_command(
    model: Path, texts: list[Path], tokens: int, sample: int, tune_memory_on: list[Path], json_output: bool
) -> None:
    """Measure a run or a bundle; see `trainer.cli.evaluate`."""
    for name, count in (("--tokens", tokens), ("--sample", sample)):
        if count < 0:
            raise PresetError(f"{name} is {count}, but it must not be negative.")
    opened = _opened(model)
    if not texts and not isinstance(opened, Run):
        raise CorpusError("A bundle holds no texts; name some to measure it on.")
    if not texts and tune_memory_on:
        raise CorpusError(
            "A memory is measured on texts that are named; name some, or leave out --tune-memory-on."
        )
    if _kind(opened) == "mood":
        figures = _mood_figures(opened, texts, tune_memory_on)
    else:
        figures = _token_figures(opened, texts, tokens, sample, tune_memory_on)
    if json_output:
        print(json.dumps(figures, indent=1))
        return
    table = Table("measure", "value")
    for name, value in _flat(figures):
        table.add_row(name, _shown(name, value))
    console.print(table)


def _token_figures(
    model: "Bundle | Run", texts: list[Path], tokens: int, sample: int, tune_memory_on: list[Path]
) -> dict[str, Any]:
    """Figures of a model that predicts tokens; without texts, on what its run held out for test."""
    from trainer.evaluating.evaluate import evaluate_held_out, evaluate_texts

    if isinstance(model, Run):
        _start_backend(model.preset())
        from trainer.export.exporter import load_run
        from trainer.tasks import predictor as run_predictor

        preset, dataset, network = load_run(model)
        predictor, tokenizer, recall = run_predictor(preset, dataset, network), dataset.tokenizer, None
        if not texts:
            return evaluate_held_out(predictor, dataset, tokens, sample)
    else:
        predictor, tokenizer, recall = model.predictor(), model.tokenizer, model.recall()
    return evaluate_texts(predictor, tokenizer, texts, tokens, sample, tune_memory_on, recall)


def _mood_figures(model: "Bundle | Run", texts: list[Path], tune_memory_on: list[Path]) -> dict[str, Any]:
    """Loss and accuracy on labelled texts; of a centred bundle, around the middle it has learned."""
    if tune_memory_on:
        raise PresetError("A mood model has no memory of a text; leave out --tune-memory-on.")
    if isinstance(model, Run):
        _start_backend(model.preset())
        from trainer.export.exporter import load_run
        from trainer.export.mood import measure_moods

        preset, dataset, network = load_run(model)
        figures = measure_moods(preset, dataset, network.predict_on_batch, texts)
        if figures is None:
            raise CorpusError("The run held no text out for test; name labelled texts that it has not read.")
        return figures
    from trainer.moods.scores import evaluate_moods

    config = model.config
    centre = config["metrics"].get("centre", {"logit": 0.0})["logit"]
    length = config["window"]["length"]
    scores = evaluate_moods(model.moods(), model.tokenizer, texts, length, centre)
    return {"texts": [path.name for path in texts], **dataclasses.asdict(scores)}


def _flat(figures: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Names and values of nested figures, a name being all keys on the way."""
    for key, value in figures.items():
        name = f"{above} {key}".strip()
        if isinstance(value, dict):
            yield from _flat(value, name)
        else:
            yield name, value


def _shown(name: str, value: Any) -> str:
    if name.startswith("top") or name.endswith("accuracy"):
        return f"{value:.1%}"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:.3f}" if name == "loss" else f"{value:,.2f}"
    return str(value)


def compare_command(folders: list[Path], out: Path, over: str) -> None:
    """Draw runs over one another; see `trainer.cli.compare`."""
    from trainer.fitting.compare import AXES, comparison_table, draw_comparison

    if over not in AXES:
        raise RunError(f"Runs cannot be drawn over {over!r}; use {' or '.join(AXES)}.")
    names = [folder.name for folder in folders]
    labels = names if len(set(names)) == len(names) else [str(folder) for folder in folders]
    histories = {label: Run(folder).history() for label, folder in zip(labels, folders, strict=True)}
    heads, *rows = comparison_table(histories)
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    try:
        draw_comparison(out, histories, over)
    except (OSError, ValueError) as error:
        raise RunError(
            f"The picture {out} cannot be drawn ({error}); name a .png, .pdf or .svg file with --out."
        ) from error
    console.print(f"{out}: {len(histories)} runs over {over}.")


def export_command(
    folder: Path,
    out: Path,
    quantized: bool,
    measure: list[Path],
    tune_memory_on: list[Path],
    centre_on: Sequence[Path] = (),
    measure_test: bool = False,
    average_with: Sequence[Path] = (),
) -> None:
    """Write a bundle; see `trainer.cli.export`."""
    from trainer.devices import use_tensorflow

    run = Run(folder)
    preset = run.preset()
    # Whatever has computed the run: tf2onnx converts TensorFlow's graphs, and weights are weights.
    use_tensorflow("Exporting")
    _start_backend(preset)
    from trainer.bundles.bundle import Bundle
    from trainer.export.exporter import export

    others = [Bundle.open(folder) for folder in average_with]
    config = export(run, out, quantized, measure, tune_memory_on, centre_on, measure_test, others)
    metrics = config["metrics"]
    if preset.kind == "mood":
        from trainer.export.mood_card import mood_quality

        console.print(f"{out}:", *mood_quality(metrics, run.sources()["test"]), sep="\n", markup=False)
        return
    console.print(
        f"{out}: perplexity {metrics['float_perplexity']:.2f} in float32, "
        f"{metrics['shipped_perplexity']:.2f} as shipped."
    )
    console.print(f"To write with it: {next_command('inkling', '--model', str(out))}", markup=False)
    if metrics.get("float32_operators"):
        kinds = ", ".join(metrics["float32_operators"])
        console.print(f"The weights of {kinds} operators stay in float32: ONNX Runtime has no int8 for them.")


def card_command(folder: Path, notes: Path) -> None:
    """Put notes into a bundle's model card; see `trainer.cli.card`."""
    from trainer.bundles.bundle import Bundle, rewrite
    from trainer.export.card import with_notes

    bundle = Bundle.open(folder)
    try:
        text = notes.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"The notes {notes} cannot be read ({error}); name a text file in UTF-8.") from error
    rewrite(bundle, "README.md", with_notes(_card(bundle), text))


def recall_command(folder: Path, texts: list[Path], tokens: int, measure: list[Path]) -> None:
    """Teach a finished bundle to recall; see `trainer.cli.recall`."""
    from trainer.backend import start_backend
    from trainer.bundles.bundle import Bundle, rewrite, write_recall
    from trainer.evaluating.evaluate import recalled_figures
    from trainer.export.card import with_file, with_memory
    from trainer.recalling.recall import RECALL_FILE
    from trainer.texts.reading import find_files

    bundle = Bundle.open(folder)
    if bundle.config["kind"] != "stream":
        raise RunError("Only a bundle of the kind 'stream' remembers what it has read; name another one.")
    if tokens < LEAST_TOKENS:
        raise PresetError(f"--tokens is {tokens}, but it takes {LEAST_TOKENS:,} to learn from.")
    find_files(measure)  # what is missing is told now, not when all has been learned
    start_backend(1)
    from trainer.recalling.episodes import episodes
    from trainer.recalling.learning import learn

    predictor, seed = bundle.predictor(), 1
    for read, loss, latest in learn(episodes(predictor, bundle.tokenizer, texts, seed), tokens):
        recall = latest
        console.print(f"{read:,} of {tokens:,} tokens: perplexity {math.exp(loss):.2f} a token")
    config = write_recall(bundle, recall)
    card = with_file(_card(bundle), RECALL_FILE, (folder / RECALL_FILE).stat().st_size)
    if measure:
        found = recalled_figures(predictor, bundle.tokenizer, measure, MEASURED_TOKENS, recall)
        metrics = config["metrics"]
        evaluation = metrics.get("evaluation", {})
        card = with_memory(card, evaluation.get("memory"), found)
        config |= {"metrics": metrics | {"evaluation": evaluation | {"memory": found}}}
        console.print(
            f"with a memory of {found['size']:,} tokens: perplexity {found['word_perplexity']:.1f} a word, "
            f"{found['word_perplexity_alone']:.1f} without"
        )
    rewrite(Bundle(folder, config, bundle.tokenizer), "README.md", card)


def _card(bundle: "Bundle") -> str:
    return (bundle.folder / "README.md").read_text(encoding="utf-8")


def calibrate_command(
    folder: Path, texts: list[Path], curve: Path | None, memory: Path | None, like: Path | None = None
) -> None:
    """Write what was measured of a finished bundle into it; see `trainer.cli.calibrate`."""
    from trainer.bundles.bundle import Bundle, rewrite_config
    from trainer.evaluating.calibration import bits_per_letter, calibrated, read_curve, read_memory
    from trainer.texts.reading import read_documents

    if not (texts or curve or memory or like):
        raise RunError(
            "Name texts in the model's language, a curve with --curve, settings with --memory, or another "
            "bundle with --like."
        )
    bundle = Bundle.open(folder)
    if like:
        bundle = _like(bundle, Bundle.open(like))
    bits = None
    if texts:
        documents = ("\n".join(document.paragraphs) for document in read_documents(texts))
        if bundle.config["tokenizer"]["pieces"] != "bytes":
            raise CorpusError("Only models of byte pieces tell languages apart; leave the texts out.")
        bits = bits_per_letter(bundle.tokenizer, documents)
        if bits is None:
            raise CorpusError("These texts are too short to know a language by; give 6,000 words or more.")
    config = calibrated(
        bundle.config,
        read_curve(curve) if curve else None,
        bits,
        read_memory(memory) if memory else None,
    )
    rewrite_config(bundle, config)
    console.print(f"{folder}: {json.dumps(config['calibration'])}")


def _like(bundle: "Bundle", other: "Bundle") -> "Bundle":
    """The bundle with what was measured, and learned later, of the one from which it went on."""
    from trainer.bundles.bundle import Bundle, write_recall

    if other.tokenizer.to_str() != bundle.tokenizer.to_str():
        raise RunError(
            "What was measured holds for one vocabulary, and this bundle has another; leave out --like."
        )
    known = bundle.config.get("calibration", {}) | other.config.get("calibration", {})
    bundle = Bundle(bundle.folder, bundle.config | {"calibration": known}, bundle.tokenizer)
    recall = other.recall()
    # Vectors change little while a model goes on learning; of other units nothing is known.
    if recall is None or bundle.config["states"][0]["size"] != len(recall.projection):
        return bundle
    return Bundle(bundle.folder, write_recall(bundle, recall), bundle.tokenizer)


def generate_command(
    folder: Path, prompt: str, words: int, temperature: float, top_p: float, seed: int
) -> None:
    """Continue a prompt; see `trainer.cli.generate`."""
    from trainer.bundles.bundle import Bundle
    from trainer.predicting.sampling import check_sampling, joined, write_text

    check_sampling(words, temperature, top_p, seed)
    # A terminal hands on bytes that are no letters as halves of some.
    prompt = prompt.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    bundle = Bundle.open(folder)
    end = bundle.config["special_tokens"]["end"]
    most = _MOST_TOKENS_A_WORD * words
    text = write_text(
        bundle.predictor(), bundle.tokenizer, prompt, end, most, temperature, top_p, seed, words
    )
    print(joined(prompt, text))


def _start_backend(preset: Preset) -> "Backend":
    from trainer.backend import start_backend

    return start_backend(preset.training.towers)


def _opened(folder: Path) -> "Bundle | Run":
    from trainer.bundles.bundle import Bundle

    return Bundle.open(folder) if (folder / "config.json").is_file() else Run(folder)


def _kind(model: "Bundle | Run") -> str:
    return model.preset().kind if isinstance(model, Run) else str(model.config["kind"])
