"""Fail, or die, at every system call of a save; what must hold then holds, or is told.

    python -m tests.campaigns.save_faults --seed 1
    python -m tests.campaigns.save_faults --seed 1 --injector patch --layouts plain linked

After each fault the file has its old or its new text, whole (where it has to be written in place: as soon as
it is opened the next time); what the desk says is true; nothing that holds words can be read by others who
could not read the file; and what is left beside the file goes with the next save. Needs strace, or
`--injector patch`, and the superuser's rights for the layouts in which others own the file.
"""

import argparse
import contextlib
import importlib
import logging
import os
import random
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.documents import documents
from desktop.engine.errors import DocumentError
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.folders import DATA_VARIABLE
from tests.campaigns.faults import Fault, Injector, PatchInjector, StraceInjector

USER, GROUP, COLLEAGUE = 61234, 61234, 61235
OLD = "The old text, of some length.\n" * 40
NEWS = {"longer": OLD + "And more.\n" * 300, "shorter": "Little is left.\n"}
ERRORS = ("EIO", "ENOSPC", "EACCES", "EPERM", "EROFS", "EDQUOT", "EINTR", "EMFILE", "EINVAL", "ENOENT")
FULL_DISK = ("ENOSPC", "EDQUOT")
# Layouts in which a new file cannot take the old one's place, so that a kill can cut the save in two.
IN_PLACE = {"linked", "colleague", "folder"}
AS_OTHER = {"colleague", "folder"}


@dataclass(frozen=True)
class Case:
    """A file as it stands before a save.

    Attributes:
        layout: One of `LAYOUTS`.
        folder: All of it; it goes afterwards.
        path: What the writer opens.
        real: The file.
    """

    layout: str
    folder: Path
    path: Path
    real: Path

    @property
    def data(self) -> Path:
        """The writer's data folder."""
        return self.folder / "data"


def access_list(user: int) -> bytes:
    """An access list that lets a named user read and write."""
    nobody = 0xFFFFFFFF
    entries = [(1, 6, nobody), (2, 6, user), (4, 0, nobody), (16, 6, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def _plain(case: Case) -> None:
    case.real.write_text(OLD)


def _private(case: Case) -> None:
    case.real.write_text(OLD)
    case.real.chmod(0o600)


def _symlinked(case: Case) -> None:
    case.real.write_text(OLD)
    case.path.symlink_to(case.real)


def _linked(case: Case) -> None:
    case.real.write_text(OLD)
    case.real.chmod(0o640)
    (case.real.parent / "other.txt").hardlink_to(case.real)


def _listed(case: Case) -> None:
    case.real.write_text(OLD)
    os.setxattr(case.real, "system.posix_acl_access", access_list(COLLEAGUE))
    os.setxattr(case.real, "user.origin", b"a letter")


def _colleague(case: Case) -> None:
    case.real.write_text(OLD)
    case.real.parent.chmod(0o777)
    os.chown(case.real, COLLEAGUE, COLLEAGUE)
    os.setxattr(case.real, "system.posix_acl_access", access_list(USER))


def _folder(case: Case) -> None:
    case.real.write_text(OLD)
    case.real.chmod(0o666)
    case.real.parent.chmod(0o755)


def _full(case: Case) -> None:
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(case.real.parent)], check=True
    )
    case.real.write_text(OLD)
    ballast = os.open(case.real.parent / "ballast", os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while True:
            os.write(ballast, b"x" * 4096)
    os.close(ballast)


def _new(case: Case) -> None:
    """There is no file yet."""


LAYOUTS: dict[str, Callable[[Case], None]] = {
    "plain": _plain,
    "private": _private,
    "new": _new,
    "symlinked": _symlinked,
    "linked": _linked,
    "listed": _listed,
    "colleague": _colleague,
    "folder": _folder,
    "full": _full,
}


class Campaign:
    """Runs saves with faults and looks at what they leave."""

    def __init__(self, injector: Injector, seed: int, share: float, folder: Path | None) -> None:
        """Try a share of all faults, by chance, on files in a folder."""
        self._injector = injector
        self._folder = folder
        self._chance = random.Random(seed)
        self._share = share
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def run(self, layout: str, kind: str) -> None:
        """Try all faults of one layout: each call once to die at, and to fail in some ways."""
        with self._case(layout) as case:
            calls = self._injector.run(
                lambda: _become_user(case), lambda: _save(case, NEWS[kind]), None
            ).calls
        for call, name in enumerate(calls):
            faults = [Fault.at(calls, call, None)]
            if self._injector.can_fail(name):
                faults += [Fault.at(calls, call, error) for error in self._chance.sample(ERRORS, 3)]
                faults.append(Fault.at(calls, call, self._chance.choice(FULL_DISK), lasts=True))
            for fault in faults:
                if self._chance.random() < self._share:
                    self._try(layout, kind, fault)

    def _case(self, layout: str) -> "_Place":
        return _Place(layout, self._folder)

    def _try(self, layout: str, kind: str, fault: Fault) -> None:
        with self._case(layout) as case:
            before = _facts(case)
            outcome = self._injector.run(lambda: _become_user(case), lambda: _save(case, NEWS[kind]), fault)
            if not outcome.was_hit:
                self.counts["not reached"] += 1
                return
            self.counts["faults" if fault.error else "kills"] += 1
            for complaint in _complaints(case, NEWS[kind], before, fault, outcome.said, self.counts):
                self.failures.append(f"{layout}, {kind}, {fault}: {complaint} [{outcome.said[:160]}]")


class _Place:
    """A case's files, for as long as it is looked at."""

    def __init__(self, layout: str, folder: Path | None) -> None:
        self._layout = layout
        self._folder = Path(tempfile.mkdtemp(prefix="save-faults-", dir=folder))

    def __enter__(self) -> Case:
        folder = self._folder
        folder.chmod(0o755)
        stories = folder / "stories"
        stories.mkdir()
        real = stories / "story.txt"
        case = Case(self._layout, folder, stories / "link.txt" if self._layout == "symlinked" else real, real)
        case.data.mkdir(mode=0o700)
        if self._layout in AS_OTHER:
            os.chown(case.data, USER, GROUP)
        os.environ[DATA_VARIABLE] = str(case.data)
        LAYOUTS[self._layout](case)
        return case

    def __exit__(self, *_: object) -> None:
        if self._layout == "full":
            subprocess.run(["umount", str(self._folder / "stories")], check=False)
        shutil.rmtree(self._folder, ignore_errors=True)


def _save(case: Case, text: str) -> str:
    """Save, and say what came of it."""
    try:
        documents.write_document(case.path, text)
    except DocumentError as error:
        return f"refused: {error}"
    return "saved"


def _become_user(case: Case) -> None:
    if case.layout in AS_OTHER and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(GROUP)
        os.setuid(USER)


def _facts(case: Case) -> FileFacts | None:
    return FileFacts.of(case.real) if case.real.exists() else None


def _complaints(
    case: Case, new: str, before: FileFacts | None, fault: Fault, said: str, counts: Counter[str]
) -> Iterator[str]:
    """What does not hold after a save with a fault in it."""
    old = OLD if before else None
    yield from _not_private(case, before)
    present = case.real.read_text() if case.real.exists() else None
    if present not in (old, new):
        counts["cut in two, made whole at the next opening"] += 1
        if case.layout not in IN_PLACE:
            yield "the file is neither the old nor the new one"
        if fault.error and "was damaged" not in said:
            yield "the file is neither the old nor the new one, and nobody says so"
    elif not fault.error:
        counts[f"killed with the {'old' if present == old else 'new'} text"] += 1
    elif said == "saved":
        counts["saved all the same"] += 1
        if present != new:
            yield "says that it saved, and did not"
        if before and not _is_backed_up(case):
            counts["saved without a backup, as the backup failed"] += 1
    elif said.startswith("refused: "):
        counts["refused"] += 1
        if present != old and "is as it was" in said:
            yield "says that the file is as it was, and it is the new one"
    else:
        yield "an error that nobody speaks of"
    yield from _not_found_later(case, old, new, before)


def _not_private(case: Case, before: FileFacts | None) -> Iterator[str]:
    for place, _, names in os.walk(case.folder):
        for path in (Path(place, name) for name in names):
            facts = path.lstat()
            holds_words = path.is_relative_to(case.data) or path.name.startswith(".inkling-")
            if not (holds_words and stat.S_ISREG(facts.st_mode) and facts.st_size):
                continue
            is_as_the_file = before is not None and FileFacts.of(path) == before
            is_usual = before is None and path.parent == case.real.parent
            if facts.st_mode & 0o077 and not (is_as_the_file or is_usual):
                yield f"others can read {path.name}: {stat.S_IMODE(facts.st_mode):o}"
    for folder in case.data.rglob("*"):
        if folder.is_dir() and folder.stat().st_mode & 0o077:
            yield f"others can look into {folder.name}"


def _is_backed_up(case: Case) -> bool:
    return any(
        file.read_text() == OLD for file in case.data.glob("backups/*/*") if not file.name.startswith(".")
    )


def _not_found_later(case: Case, old: str | None, new: str, before: FileFacts | None) -> Iterator[str]:
    """Open the file and save once more, without faults, as the writer would."""
    child_said = (
        PatchInjector().run(lambda: _become_user(case), lambda: _open_and_save(case, old, new), None).said
    )
    if child_said != "fine":
        yield f"afterwards: {child_said}"
    leftovers = [path.name for path in case.folder.rglob(".inkling-*")]
    leftovers += [path.name for path in case.data.glob("unfinished/*")]
    if leftovers:
        yield f"left for ever: {leftovers}"
    if not case.real.exists():
        yield "the file is gone"
        return
    if before and FileFacts.of(case.real) != before:
        yield "the file's owner, rights or attributes are others"
    if case.layout == "linked" and case.real.stat().st_nlink != 2:
        yield "the links are apart"
    if case.layout == "symlinked" and not case.path.is_symlink():
        yield "the link is a file"


def _open_and_save(case: Case, old: str | None, new: str) -> str:
    if case.layout == "full":
        (case.real.parent / "ballast").unlink()
    if case.real.exists():
        document = documents.read_document(case.path)
        if document.text not in (old, new):
            return f"opens as {document.text[:40]!r}"
    elif old is not None:
        return "the file is gone"
    for text in ("once more", "and again"):
        documents.write_document(case.path, text)
    return "fine" if case.real.read_text() == "and again" else "is not what was saved"


def _load_what_is_loaded_late() -> None:
    """Python's own files, which a user without rights may not be able to read, are not what is tried here."""
    for name in ("ascii", "utf_8", "latin_1"):
        importlib.import_module(f"encodings.{name}")
    importlib.import_module("numpy")
    with _Place("linked", None) as case:
        _open_and_save(case, OLD, OLD)


def main() -> int:
    """Run the campaign. Says whether all held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--injector", choices=["strace", "patch"], default="strace")
    parser.add_argument("--layouts", nargs="+", choices=list(LAYOUTS), default=list(LAYOUTS))
    parser.add_argument("--share", type=float, default=1.0, help="of all faults, chosen by the seed")
    parser.add_argument("--folder", type=Path, help="where to save; on a disk of memory it goes faster")
    options = parser.parse_args()
    logging.getLogger("inkling").setLevel(logging.CRITICAL)
    _load_what_is_loaded_late()
    injector: Injector = StraceInjector() if options.injector == "strace" else PatchInjector()
    campaign = Campaign(injector, options.seed, options.share, options.folder)
    for layout in options.layouts:
        if layout in {*AS_OTHER, "full"} and os.geteuid() != 0:
            print(f"{layout}: left out, as it needs the superuser's rights")
            continue
        for kind in NEWS:
            campaign.run(layout, kind)
        print(f"{layout}: {dict(campaign.counts)}, {len(campaign.failures)} failures", flush=True)
    for failure in campaign.failures:
        print(failure)
    return 1 if campaign.failures else 0


if __name__ == "__main__":
    sys.exit(main())
