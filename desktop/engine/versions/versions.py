"""The versions that the writer has named of a text, or of a story's folder.

Each is one zip file with the whole texts in it, in UTF-8, which any computer opens; it is written once and
never again. Those of `Novel.txt` lie beside it in `Novel.txt versions`, those of a story in its folder
`versions`: where the writer finds them, and where a copy or a sync of the folder takes them along. (What the
desk keeps by itself at every save are backups, `desktop.engine.documents.backups`; they come and go.)
"""

import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from desktop.engine.errors import VersionError
from desktop.engine.files.atomic import FactsLostError, replace_file, write_atomically
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.kept_json import parse_json, whole
from desktop.engine.files.reading import LONGEST_BYTES, open_file, read_file, reason_of
from desktop.engine.files.temporary import remove_leftovers
from desktop.engine.names import fitting, shortened
from desktop.engine.words import well_formed

STORY_FOLDER = "versions"
FOLDER_SUFFIX = " versions"
SUFFIX = ".zip"
ABOUT = "version.json"  # within the zip file
FORMAT = 1
MOST_TEXTS = 10_000
_LONGEST_NAME = 100  # bytes of a version's name in that of its file
_MOMENT = "%Y-%m-%d %H-%M-%S"
_FILE = re.compile(r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)(?: \(\d+\))?(?: (.*))?\.zip", re.DOTALL)
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
# Zip files know no time zone, and no year before 1980; each text is of the moment that its file's name says.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Version:
    """A version that was kept.

    Attributes:
        path: Its file.
        name: What the writer called it.
        kept_at: When, by the clock of that day.
        words: How many words it has; None if its file does not say so.
    """

    path: Path
    name: str
    kept_at: datetime
    words: int | None = None


class Versions:
    """All versions of one text, or of one story.

    Attributes:
        folder: Where they are; it need not be there.
    """

    def __init__(self, subject: Path):
        """Keep versions of a text's file, or of a story's folder."""
        self._subject = Path(os.path.realpath(subject))
        if self._subject.is_dir():
            self.folder = self._subject / STORY_FOLDER
        else:
            self.folder = _folder_of(self._subject)

    def all(self) -> list[Version]:
        """The versions, the latest first; what else lies in the folder is none."""
        try:
            found = [one for path in self.folder.iterdir() if (one := _version(path))]
        except OSError:
            return []
        return sorted(found, key=lambda one: (one.kept_at, one.path.name), reverse=True)

    def keep(
        self, name: str, texts: Mapping[str, str], words: int, moment: datetime | None = None
    ) -> Version:
        """Keep a version.

        Args:
            name: What the writer calls it; "" for none.
            texts: The whole texts by their names within the folder, in their order.
            words: How many words they have together.
            moment: Of the version; now if None.

        Raises:
            VersionError: It could not be kept.
        """
        moment = (moment or datetime.now()).replace(microsecond=0)
        name = " ".join(well_formed(name).split())
        data = _zipped(name, texts, words, moment)
        try:
            self.folder.mkdir(exist_ok=True)
            remove_leftovers(self.folder)
            path = self._free(name, moment)
            self._write(path, data, texts)
        except OSError as error:
            raise VersionError(
                "This version cannot be kept in {folder} ({reason}); check its permissions and the space on "
                "the disk.",
                folder=self.folder,
                reason=reason_of(error),
            ) from error
        return Version(path, name, moment, words)

    def _free(self, name: str, moment: datetime) -> Path:
        """A file that is not there yet: no version is ever written over."""
        said = shortened(_UNFIT.sub(" ", name).strip(" ."), _LONGEST_NAME).strip()
        number = 1
        while True:
            again = f" ({number})" if number > 1 else ""
            path = self.folder / f"{moment.strftime(_MOMENT)}{again}{' ' if said else ''}{said}{SUFFIX}"
            if not os.path.lexists(path):
                return path
            number += 1

    def _write(self, path: Path, data: bytes, names: Iterable[str]) -> None:
        """Write a file that those can read who can read the text, or all texts of the story."""
        if self._subject.is_file():
            try:
                replace_file(path, data, FileFacts.of(self._subject))
            except FactsLostError:
                write_atomically(path, data)
        else:
            replace_file(path, data, None, [self._subject / name for name in names])

    def delete(self, version: Version) -> None:
        """Delete a version, and its folder with the last one.

        Raises:
            VersionError: It could not be deleted.
        """
        try:
            version.path.unlink(missing_ok=True)
        except OSError as error:
            raise VersionError(
                "{path} cannot be deleted ({reason}); check its permissions.",
                path=version.path,
                reason=reason_of(error),
            ) from error
        try:
            self.folder.rmdir()
        except OSError:
            return  # there are others


def move_versions(old: Path, new: Path) -> None:
    """Take a text's versions along, as the text is renamed.

    Raises:
        VersionError: It could not be done, and they are where they were.
    """
    former, later = _folder_of(old), _folder_of(new)
    if not former.is_dir() or os.path.lexists(later):
        return
    try:
        former.rename(later)
    except OSError as error:
        raise VersionError(
            "The versions in {folder} cannot be renamed ({reason}); they stay there.",
            folder=former,
            reason=reason_of(error),
        ) from error


def _folder_of(text: Path) -> Path:
    """The folder of a text's versions."""
    return fitting(text.parent, text.name, "", FOLDER_SUFFIX)


def texts_of(version: Version) -> dict[str, str]:
    """The texts of a version by their names, in their order.

    Raises:
        VersionError: It cannot be read.
    """
    try:
        data, _ = read_file(version.path)
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [one for one in file.infolist() if not one.is_dir() and one.filename != ABOUT]
            # A file from elsewhere may say that it grows without end.
            if len(names) > MOST_TEXTS or sum(one.file_size for one in names) > LONGEST_BYTES:
                raise ValueError("too much")
            return {
                one.filename: file.read(one).decode("utf-8")
                for one in names
                if not PurePosixPath(one.filename).is_absolute() and ".." not in one.filename.split("/")
            }
    except OSError as error:
        raise VersionError(
            "The version {path} cannot be read ({reason}); check its permissions.",
            path=version.path,
            reason=reason_of(error),
        ) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise VersionError(
            "The version {path} is damaged; look for it in a backup of your disk.", path=version.path
        ) from error
    except Exception as error:  # whatever a damaged archive lets the decompressors raise
        raise VersionError(
            "The version {path} is damaged; look for it in a backup of your disk.", path=version.path
        ) from error


def _version(path: Path) -> Version | None:
    found = _FILE.fullmatch(path.name)
    if not found or path.is_dir():
        return None
    try:
        moment = datetime.strptime(found[1], _MOMENT)
    except ValueError:
        return None
    name, words = found[2] or "", None
    try:
        with os.fdopen(open_file(path), "rb") as data, zipfile.ZipFile(data) as file:
            about = file.getinfo(ABOUT)
            said = parse_json(file.read(about)) if about.file_size < 1 << 16 else {}
        if isinstance(said["name"], str):
            name = said["name"]
        words = whole(said["words"])
    except Exception:  # a damaged one is listed, too, by what its file is called
        return Version(path, name, moment, words)
    return Version(path, name, moment, words)


def _zipped(name: str, texts: Mapping[str, str], words: int, moment: datetime) -> bytes:
    stamp = max(_EARLIEST, moment.timetuple()[:6])
    about = {"format": FORMAT, "name": name, "kept": moment.isoformat(), "words": words}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        entries = [(ABOUT, json.dumps(about, indent=1, ensure_ascii=False)), *texts.items()]
        for entry, text in entries:
            one = zipfile.ZipInfo(entry, stamp)
            one.compress_type = zipfile.ZIP_DEFLATED
            one.external_attr = 0o600 << 16
            file.writestr(one, well_formed(text).encode())
    return data.getvalue()
