"""Every file that the desk keeps something in, damaged in every way: what reads it neither waits nor dies."""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from desktop.engine.annotations.annotation import Anchor, Annotation, Kind
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.checking import sound_models
from desktop.engine.devices.device import Device
from desktop.engine.documents.chosen_encodings import Choice, choose_encoding, chosen_encoding
from desktop.engine.errors import InklingError
from desktop.engine.files.in_place import finish_interrupted, write_in_place
from desktop.engine.files.processes import Process
from desktop.engine.folders import cache_folder, data_folder
from desktop.engine.learning.plan import PLAN, laid_out, lay_out, learning_folder
from desktop.engine.learning.progress import read_fit
from desktop.engine.learning.steps import Step
from desktop.engine.learning.verdict import ORIGIN, origin_of, verdict
from desktop.engine.origins.origin import Origin, Stretch
from desktop.engine.origins.origin import Record as OriginRecord
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.placement.verdict import Circumstances, Figures, Verdict, remember, remembered
from desktop.engine.progress.days import Work
from desktop.engine.progress.ghosts import Ghosts
from desktop.engine.progress.progress_file import Changes, ProgressFile
from desktop.engine.progress.story_goal import StoryGoal
from desktop.engine.recovery.kept import KINDS, delete, what_is_kept
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.stories.left_off import LeftOff
from desktop.engine.stories.memory_file import Brought, MemoryFile, MemoryRecord
from desktop.engine.stories.story_folder import StoryFolder
from desktop.engine.versions.versions import Versions, texts_of
from desktop.engine.works.shelf import Shelf
from desktop.language.spelling.own_words import OwnWords, own_words_file

TEXT = "It was late when she opened the door. Zelda walked in with the lamp.\n" * 300

FIRST = Circumstances("b", "1", ("cpu", "cuda"), (), 1)


@dataclass
class Kept:
    """A file, what reads it, what writes it next, and what that may raise beside an `InklingError`."""

    file: Path
    read: Callable[[], object]
    write: Callable[[], object] = lambda: None
    refusals: tuple[type[Exception], ...] = ()


def comments(folder: Path) -> Kept:
    file = AnnotationFile(text_in(folder))
    file.write([Annotation(Kind.COMMENT, Anchor.of(TEXT, 3, 12), "a comment")])
    return Kept(file.path, lambda: AnnotationFile(folder / "Novel.txt").read())


def comments_of_a_text_without_a_file(folder: Path) -> Kept:
    file = AnnotationFile.of_untitled()
    file.write([Annotation(Kind.COMMENT, Anchor.of(TEXT, 3, 12), "a comment")])
    return Kept(file.path, lambda: [one.read() for one in AnnotationFile.leftovers()])


def origins(folder: Path) -> Kept:
    file = OriginFile(text_in(folder))
    origin = next(iter(Origin))
    file.write(OriginRecord([Stretch(origin, Anchor.of(TEXT, 3, 12))], {origin: 7}))
    return Kept(file.path, lambda: OriginFile(folder / "Novel.txt").read())


def memory(folder: Path) -> Kept:
    file = MemoryFile.of_text(text_in(folder))
    file.change(lambda _: MemoryRecord(("Zelda",), ("lamp",), Brought("2026-11-29", 3, 12, 4)))
    return Kept(file.path, file.read)


def outline(folder: Path) -> Kept:
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    StoryFolder.open(folder).set_goal(5000, date(2027, 1, 1))
    story = StoryFolder.open(folder)
    return Kept(folder / "story.toml", story.look, lambda: story.set_goal(6000, None))


def versions(folder: Path) -> Kept:
    kept = Versions(text_in(folder)).keep("First", {"Novel.txt": TEXT}, 100)
    return Kept(kept.path, lambda: [texts_of(one) for one in Versions(folder / "Novel.txt").all()])


def places(folder: Path) -> Kept:
    text, known = folder / "Novel.txt", LeftOff()
    known.note(text, 50, folder)
    known.note_language(text, "en_US")
    read = lambda: (known.place(text), known.text_of(folder), known.language(text))  # noqa: E731
    return Kept(known.path, read, lambda: known.note(text, 60))


def encodings(folder: Path) -> Kept:
    text = folder / "Novel.txt"
    choose_encoding(text, Choice("koi8-r", "a"))
    read = lambda: chosen_encoding(text)  # noqa: E731
    return Kept(
        data_folder() / "places" / "encodings.json", read, lambda: choose_encoding(text, Choice("cp866", "b"))
    )


def days(folder: Path) -> Kept:
    goal = StoryGoal(5000, date(2027, 1, 1))
    changes = Changes({date(2026, 11, 29): Work(100, 20, 300.0, 500, Ghosts.one(12.0))}, {"/a": goal})
    ProgressFile().add(changes)
    return Kept(ProgressFile().path, ProgressFile().read, lambda: ProgressFile().add(changes))


def lock_of_days(folder: Path) -> Kept:
    kept = days(folder)
    return Kept(kept.file.with_name("lock"), kept.read, kept.write)


def works(folder: Path) -> Kept:
    work = Shelf().keep("Old work", text_in(folder), TEXT)
    return Kept(work.path, lambda: (Shelf().all(), Shelf().texts()))


def plan(folder: Path) -> Kept:
    lay_out([("Old work", TEXT * 3)], folder / "model", "English")
    return Kept(learning_folder() / PLAN, laid_out)


def losses(folder: Path) -> Kept:
    return table(
        folder, "log.csv", "step,total_steps,tokens,seconds,loss\n1,100,512,3.0,5.5\n2,100,1024,6.0,5.4\n"
    )


def validations(folder: Path) -> Kept:
    return table(folder, "history.csv", "tokens,valid_nothing\n512,5.6\n1024,5.5\n")


def samples(folder: Path) -> Kept:
    return table(folder, "samples.txt", "[1024 tokens] It was\n")


def figures(folder: Path) -> Kept:
    lay_out([("Old work", TEXT * 3)], folder / "model", "English")
    measured = json.dumps({"word_perplexity": 200.5, "keystroke_savings": 0.25, "letters": 4000})
    for step in (Step.BEFORE, Step.AFTER, Step.KEYS_BEFORE, Step.KEYS_AFTER):
        (learning_folder() / step.value).write_text(measured, encoding="utf-8")
    found = laid_out()
    assert found
    return Kept(learning_folder() / Step.KEYS_AFTER.value, lambda: verdict(found))


def origin_of_a_model(folder: Path) -> Kept:
    file = folder / ORIGIN
    file.write_text(json.dumps({"from": str(folder)}), encoding="utf-8")
    return Kept(file, lambda: origin_of(folder))


def own_words(folder: Path) -> Kept:
    OwnWords().add("Zelda", "Inklingish")
    return Kept(own_words_file(), OwnWords, lambda: OwnWords().add("grok"))


def measurements(folder: Path) -> Kept:
    figures = {"cpu": Figures(Device(), 3.0, 40.0), "cuda": Figures(Device("CUDA"), 2.0, 60.0)}
    verdict = Verdict("cuda", figures, {"directml": "not here"})
    remember(FIRST, verdict)
    return Kept(
        cache_folder() / "providers.json", lambda: str(remembered(FIRST)), lambda: remember(FIRST, verdict)
    )


def sound(folder: Path) -> Kept:
    cache_folder().mkdir(parents=True)
    (cache_folder() / sound_models.FILE).write_text('["a", "b"]', encoding="utf-8")
    return Kept(cache_folder() / sound_models.FILE, sound_models._read)


def unsaved_words(folder: Path) -> Kept:
    journal = RecoveryStore().journal("a1")
    journal.begin(TEXT)
    journal.write()
    journal.close()
    return Kept(data_folder() / "recovery" / "a1.journal", RecoveryStore().orphans)


def unsaved_words_of_an_earlier_version(folder: Path) -> Kept:
    RecoveryStore().write("a1", TEXT, None)
    return Kept(data_folder() / "recovery" / "a1.json", RecoveryStore().orphans)


def interrupted_save(folder: Path) -> Kept:
    import desktop.engine.files.in_place as module

    text = text_in(folder)
    note = module._Note(text, TEXT.encode(), b"new", Process(2**31 - 1, "elsewhere", "", "")).write()
    return Kept(note, lambda: finish_interrupted(text), lambda: write_in_place(text, b"newer"), (OSError,))


STATE = [
    comments, comments_of_a_text_without_a_file, origins, memory, outline, versions, places, encodings, days,
    lock_of_days, works, plan, losses, validations, samples, figures, origin_of_a_model, own_words,
    measurements, sound, unsaved_words, unsaved_words_of_an_earlier_version, interrupted_save,
]  # fmt: skip


def text_in(folder: Path) -> Path:
    path = folder / "Novel.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def table(folder: Path, name: str, content: str) -> Kept:
    (folder / name).write_text(content, encoding="utf-8")
    return Kept(
        folder / name, lambda: (read_fit(folder), read_fit(folder).share, read_fit(folder).seconds_left)
    )


# --- what can become of a file ------------------------------------------------------------------------------


def holding(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def huge(path: Path) -> None:
    os.truncate(path, 1 << 30)  # with a hole: it takes no room


def in_its_place(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


def folder_with_something(path: Path) -> None:
    path.mkdir()
    (path / "something").write_text("x", encoding="utf-8")


DAMAGE = {
    "empty": holding(b""),
    "zeros": holding(b"\0" * 5000),
    "bytes": holding(bytes(range(256)) * 20),
    "null": holding(b"null\n"),
    "lists": holding(b"[1e400, null, {}, [[]]]\n"),
    "nested": holding(b"[" * 200_000),
    "nested objects": holding(b'{"a":' * 100_000),
    "long number": holding(b'{"format": 1' + b"0" * 5000 + b"}"),
    "cut": cut,
    "huge": huge,
    "folder": in_its_place(folder_with_something),
}
if sys.platform != "win32":
    DAMAGE |= {
        "pipe": in_its_place(os.mkfifo),
        "device": in_its_place(lambda path: path.symlink_to("/dev/zero")),
        "dangling link": in_its_place(lambda path: path.symlink_to("/nowhere/at/all")),
        "link to itself": in_its_place(lambda path: path.symlink_to(path)),
    }

VALUES = [
    "null",
    "1e400",
    "-1",
    "1" + "0" * 400,
    "1099511627776",
    '"x"',
    "[]",
    "{}",
    "true",
    "NaN",
    r'"\ud800"',
    r'"\u0000"',
]


def with_each_value(path: Path, value: str) -> None:
    """Put a value in the place of each that the file holds, but for its version."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        head, *rows = text.splitlines()
        path.write_text("\n".join([head, *(",".join(value for _ in row.split(",")) for row in rows), ""]))
        return
    first, end, rest = text.partition("\n") if path.suffix in (".txt", ".save") else (text, "", "")

    def changed(entry: object) -> object:
        if isinstance(entry, dict):
            return {key: 1 if key == "format" else changed(one) for key, one in entry.items()}
        return [changed(one) for one in entry] if isinstance(entry, list) else "@"

    path.write_text(
        json.dumps(changed(json.loads(first))).replace('"@"', value) + end + rest, encoding="utf-8"
    )


def use(kept: Kept) -> None:
    """Read what is kept, and write it, twice: what was damaged may be put aside the first time."""
    for _ in range(2):
        for step in (kept.read, kept.write):
            with contextlib.suppress(InklingError, *kept.refusals):
                step()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("make", STATE, ids=lambda make: make.__name__)
def test_whatever_lies_there_is_passed_over_or_told(
    make: Callable[[Path], Kept], damage: str, folder: Path
) -> None:
    kept = make(folder)
    DAMAGE[damage](kept.file)
    use(kept)
    for kind in KINDS:
        what_is_kept()
        with contextlib.suppress(InklingError):
            delete(kind)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("make", STATE, ids=lambda make: make.__name__)
def test_no_value_in_it_is_believed_unseen(make: Callable[[Path], Kept], value: str, folder: Path) -> None:
    kept = make(folder)
    if kept.file.suffix not in (".json", ".csv", ".save") and make is not works:
        pytest.skip("it holds no such values")
    with_each_value(kept.file, value)
    use(kept)
