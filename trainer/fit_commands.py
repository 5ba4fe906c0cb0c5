"""What `inkling-train prepare` and `fit` do: from texts to token files, and from them to a run."""

import math
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.bundles.going_on import adopt, learns_vocabulary, load_weights, wider_than
from trainer.commands import console, next_command
from trainer.corpus.prepared import (
    check_folder,
    is_labelled,
    is_prepared,
    read_sources,
    take_over,
    with_settings_of,
    write_sources,
)
from trainer.errors import PresetError, RunError
from trainer.fitting.resuming import resumed_preset
from trainer.fitting.run import Run, Validation
from trainer.settings import Preset, load_preset, override

if TYPE_CHECKING:
    from trainer.bundles.bundle import Bundle
    from trainer.corpus.dataset import Dataset
    from trainer.fitting.fit_listener import Listener
    from trainer.fitting.schedule import TimeLimit
    from trainer.workers.meeting import Meeting

DEFAULT_PRESET, DEFAULT_PRESET_FROM_BUNDLE = "auto", "continue"
# What is wrong with an option, and what to do in its place.
_OF_BEGINNINGS = "how a run begins, and this one has begun", "start a new run without --resume"
_OF_TEXTS = "how texts are read, and these are token files already", "prepare the texts again with it"


def prepare_command(
    corpus: list[Path],
    out: Path,
    valid: list[Path],
    test: list[Path],
    preset_name: str | None,
    assignments: list[str],
    from_bundle: Path | None = None,
    new_vocabulary: bool = False,
    encoding: str | None = None,
    strict: bool = False,
) -> None:
    """Make token files of texts, for `fit` here or elsewhere; see `trainer.cli.prepare`."""
    from trainer.fitting.preparation import named_sources, prepare_texts
    from trainer.texts.decoding import known_encoding

    check_folder(out)
    encoding = known_encoding(encoding) if encoding else None
    bundle = _bundle(from_bundle, new_vocabulary)
    preset, new_vocabulary = _new_preset(preset_name, assignments, bundle, new_vocabulary)
    tokenizer = bundle.tokenizer if bundle and not new_vocabulary else None
    dataset = prepare_texts(out, preset, corpus, valid, test, tokenizer, console, encoding, strict)
    write_sources(out, named_sources(corpus, valid, test))
    size = sum(path.stat().st_size for path in out.iterdir())
    console.print(
        f"{out}: {dataset.vocabulary_size:,} kinds of tokens, {size / 1e6:,.1f} MB to carry to the machine "
        "that trains."
    )
    words = ["fit", str(out), "--out", str(out.with_name(f"{out.name}-run"))]
    if preset_name:
        words += ["--preset", preset_name]
    if from_bundle:
        words += ["--from", str(from_bundle)] + ["--new-vocabulary"] * new_vocabulary
    for assignment in assignments:
        # Those of the texts are in the token files.
        words += ["--set", assignment] if not assignment.strip().startswith("corpus.") else []
    console.print(f"Next: {next_command('inkling-train', *words)}", markup=False)


def fit_command(
    corpus: list[Path],
    out: Path,
    valid: list[Path],
    test: list[Path],
    preset_name: str | None,
    assignments: list[str],
    from_bundle: Path | None,
    resume: bool,
    workers: Sequence[str] = (),
    worker: int = 0,
    new_vocabulary: bool = False,
    encoding: str | None = None,
    strict: bool = False,
    minutes: float | None = None,
) -> None:
    """Prepare the corpus, or take over what was prepared, then train; see `trainer.cli.fit`.

    `workers` are the addresses of all processes that share the training, of which this is number `worker`.
    With `new_vocabulary` one is learned from the corpus instead of keeping that of `from_bundle`, as also
    where the settings ask for another size. The texts are read in `encoding`, if one is named; with `strict`
    one that cannot be read ends it all. With `minutes` the clock ends it, counted from now.
    """
    from trainer.texts.decoding import known_encoding

    started = time.monotonic()

    # Whatever can be wrong is found before anything is written, above all into a run that has hours in it.
    run = _checked_run(out, corpus, resume)
    encoding = known_encoding(encoding) if encoding else None
    of_texts: dict[str, object] = {
        "--encoding": encoding,
        "--strict": strict,
        "--valid": valid,
        "--test": test,
    }
    if resume:
        of_bundles = {"--from": from_bundle, "--new-vocabulary": new_vocabulary}
        _refuse_given({**of_texts, "--preset": preset_name, **of_bundles}, *_OF_BEGINNINGS)
    is_data = is_prepared(corpus)
    if is_data:
        _refuse_given(of_texts, *_OF_TEXTS)
    _check_minutes(minutes, assignments)
    bundle = _bundle(from_bundle, new_vocabulary)
    if resume:
        preset = resumed_preset(run.preset(), assignments)
    else:
        preset, new_vocabulary = _new_preset(preset_name, assignments, bundle, new_vocabulary, is_data)
    with _meeting(workers, worker) as meeting:
        if resume:
            dataset = run.dataset()
        elif is_data:
            run.make()
            dataset = take_over(corpus[0], run.data)
            preset, new_vocabulary = _for_data(preset, dataset, assignments, bundle, new_vocabulary)
        else:
            from trainer.fitting.preparation import prepare_texts

            run.make()
            tokenizer = bundle.tokenizer if bundle and not new_vocabulary else None
            dataset = prepare_texts(
                run.data, preset, corpus, valid, test, tokenizer, console, encoding, strict
            )
        if meeting:
            from trainer.fitting.agreement import agree

            agree(meeting, preset, run.data, resume, from_bundle, minutes)
        from trainer.backend import start_backend

        backend = start_backend(preset.training.towers, meeting)
    from trainer.fitting.fit import Fit
    from trainer.fitting.fit_listener import Listeners
    from trainer.fitting.logs import LogListener
    from trainer.fitting.preparation import named_before, named_sources
    from trainer.fitting.progress import duration
    from trainer.tasks import fitted, make_task
    from trainer.tasks.sizing import with_short_warmup

    if not resume:
        preset = fitted(preset, backend, dataset)
    is_first = backend.workers.is_first
    task = make_task(preset, dataset, backend)
    if not resume:
        preset = with_short_warmup(preset, task.steps_in_epoch, task.step_tokens)
    if bundle and not resume:
        for line in load_weights(bundle, task.model, preset, dataset if new_vocabulary else None):
            console.print(line)
    with _listener(preset, is_first) as shown:
        limit = _limit(minutes, preset, started)
        training = Fit(run, preset, task, workers=backend.workers, limit=limit)
        console.print(
            f"{task.model.count_params():,} weights; {_steps(training.total_steps, minutes)}; "
            f"{backend.description}."
        )
        if is_first:
            times = training.total_steps / max(1, task.steps_in_epoch)
            console.print(
                f"{dataset.vocabulary_size:,} kinds of tokens, {_batches(preset)}, the text read "
                f"{times:,.3g} times{' at most' if minutes else ''}. All settings: {run.preset_file}",
                markup=False,
            )
        if resume:
            training.resume()
            console.print(f"Going on from step {training.step:,}.")
        else:
            before = bundle.config["sources"] if bundle else None
            run.write_sources(
                named_before(read_sources(corpus[0]), before)
                if is_data
                else named_sources(corpus, valid, test, before)
            )
            # Losses a token say nothing of tokens of another vocabulary.
            if bundle and not new_vocabulary:
                run.write_history([Validation(**row) for row in bundle.config["history"]], earlier=True)
        run.write_preset(preset)
        console.print(
            f"This will take {duration(training.expected_seconds())} on this machine. Ctrl-C stops and "
            "saves at any time; --resume goes on."
        )
        training.listener = Listeners(shown, LogListener(run, training.step))
        training.train()
        backend.workers.leave()
    if training.interrupted:
        console.print(f"Stopped at step {training.step:,}; add --resume to go on.")
    else:
        model = str(out.with_name(f"{out.name}-model"))
        command = next_command("inkling-train", "export", str(out), "--out", model)
        console.print(f"Done. Next: {command}", markup=False)


def _bundle(folder: Path | None, new_vocabulary: bool) -> "Bundle | None":
    """The bundle to go on from, if one is named, with its weights in place."""
    from trainer.bundles.bundle import Bundle

    if new_vocabulary and not folder:
        raise RunError(
            "--new-vocabulary is for going on from a bundle; name one with --from, or leave it out."
        )
    bundle = Bundle.open(folder) if folder else None
    if bundle:
        bundle.weights_file()  # hours of reading a corpus come before they are loaded
    return bundle


def _new_preset(
    name: str | None,
    assignments: list[str],
    bundle: "Bundle | None",
    new_vocabulary: bool,
    is_data: bool = False,
) -> tuple[Preset, bool]:
    """The settings of a new run, and whether it gets another vocabulary than its bundle's."""
    preset = override(adopt(load_preset(name or _default_preset(bundle)), bundle), assignments)
    wider_than(bundle, preset)  # a model that cannot go on from the bundle is refused before texts are read
    if bundle and not is_data:
        new_vocabulary = learns_vocabulary(preset, bundle, new_vocabulary)
    return preset, new_vocabulary


def _for_data(
    preset: Preset,
    dataset: "Dataset",
    assignments: list[str],
    bundle: "Bundle | None",
    new_vocabulary: bool,
) -> tuple[Preset, bool]:
    """A new run's settings with those that its token files were made with, and as in `_new_preset`.

    Raises:
        PresetError: the token files are of another kind, or of another vocabulary than the bundle's.
    """
    if is_labelled(dataset) != (preset.kind == "mood"):
        kinds = ("labels", "--preset mood") if is_labelled(dataset) else ("no labels", "another preset")
        raise PresetError(f"These token files have {kinds[0]}; fit them with {kinds[1]}.")
    names = [assignment.partition("=")[0].strip() for assignment in assignments]
    corpus = with_settings_of(dataset.settings, preset.corpus, names)
    preset = replace(preset, corpus=corpus).check()
    if preset.kind == "cursor" and not dataset.counts["valid"].tokens:
        raise PresetError("These token files hold no text to validate on; prepare them again with --valid.")
    if not bundle:
        return preset, False
    if bundle.tokenizer.to_str() == dataset.tokenizer.to_str():
        return preset, False
    if not new_vocabulary:
        raise PresetError(
            "These token files are of another vocabulary than the bundle's; add --new-vocabulary, or prepare "
            "them again with --from."
        )
    return preset, learns_vocabulary(preset, bundle, True)


def _refuse_given(options: Mapping[str, object], what_they_say: str, instead: str) -> None:
    """Refuse options that would be passed over in silence; those that were not given are empty."""
    for name, value in options.items():
        if value:
            raise RunError(f"{name} says {what_they_say}; leave it out, or {instead}.")


def _check_minutes(minutes: float | None, assignments: list[str]) -> None:
    if minutes is None:
        return
    if not (math.isfinite(minutes) and minutes > 0.0):
        raise PresetError(f"--minutes is {minutes}, but it must be a time to train for; 60 is an hour.")
    if any(assignment.partition("=")[0].strip() == "training.tokens" for assignment in assignments):
        raise PresetError("--minutes and training.tokens both say how long it takes; leave one of them out.")


def _limit(minutes: float | None, preset: Preset, started: float) -> "TimeLimit | None":
    from trainer.fitting.schedule import TimeLimit

    return TimeLimit(minutes, preset.training.cooldown_share, started) if minutes else None


def _batches(preset: Preset) -> str:
    """What was asked for, or chosen by the length of the text, as far as it decides how long a step takes."""
    model, training = preset.model, preset.training
    if preset.kind != "cursor":
        return f"batches of {training.streams}"
    layers = "1 layer" if model.forward_layers == 1 else f"{model.forward_layers} layers"
    return f"{model.units} units in {layers}, batches of {training.streams} x {training.window} tokens"


def _steps(steps: int, minutes: float | None) -> str:
    return f"as many steps as {minutes:g} min have, {steps:,} at most" if minutes else f"{steps:,} steps"


def _checked_run(out: Path, corpus: list[Path], resume: bool) -> Run:
    run = Run(out)
    if resume and corpus:
        raise RunError(
            "A resumed run goes on with its own texts; name no corpus, or start a new run without --resume."
        )
    if resume and not run.last.is_file():
        raise RunError(f"{out} has no checkpoint to go on from; start the run without --resume.")
    if not resume and not corpus:
        raise RunError("Name at least one text file or folder to learn from.")
    if not resume and run.last.exists():
        raise RunError(f"{out} already holds a run; add --resume to go on with it, or choose another --out.")
    return run


def _default_preset(bundle: "Bundle | None") -> str:
    if bundle is None:
        return DEFAULT_PRESET
    return "mood" if bundle.config["kind"] == "mood" else DEFAULT_PRESET_FROM_BUNDLE


def _meeting(workers: Sequence[str], worker: int) -> "AbstractContextManager[Meeting | None]":
    if not workers:
        return nullcontext()
    from trainer.workers.meeting import Meeting

    console.print(f"Waiting for the other workers; this is number {worker} of {', '.join(workers)}.")
    return Meeting(workers, worker)


def _listener(preset: Preset, bar: bool) -> "AbstractContextManager[Listener]":
    """Shows a training: with a bar, or one line a validation where another worker has the bar."""
    from trainer.fitting.progress import UNITS, BarListener, LineListener

    unit, perplexities = UNITS[preset.kind], preset.kind != "mood"
    if bar:
        return BarListener(console, unit, perplexities)
    return nullcontext(LineListener(console, unit, perplexities))
