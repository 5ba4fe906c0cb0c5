"""A bundle: the folder that a trainer wrote. Nothing in it is used before it is checked."""

import hashlib
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.bundles.bundle_config import FORMAT_VERSION, KINDS, MOOD, BundleConfig
from desktop.engine.bundles.bundle_files import HEADER, MOST_BYTES_OF_HEADER, digest, read_file
from desktop.engine.bundles.config_values import read_json
from desktop.engine.errors import BundleDamagedError, BundleKindError, BundleVersionError

# Only a trainer reads it, so packages of the desk leave it out.
_TO_TRAIN_ON = "weights.h5"


@dataclass(frozen=True)
class Bundle:
    """A model folder whose header is well-formed.

    Attributes:
        folder: Where it is.
        config: What its header says.
        fingerprint: The SHA-256 of config.json, and so of the whole bundle, since that holds the other files'
            own.
    """

    folder: Path
    config: BundleConfig
    fingerprint: str

    @classmethod
    def open(cls, folder: Path, kinds: Collection[str] = KINDS) -> "Bundle":
        """Read the header and check every file of the bundle against it.

        The weights to train on may be missing.

        Args:
            folder: The bundle.
            kinds: The kinds of model that will do.

        Raises:
            BundleMissingError: There is no such folder, or a file of it is missing.
            BundleVersionError: Another version of Inkling is needed.
            BundleKindError: The model is of another kind.
            BundleDamagedError: The header is malformed or a file was altered.
            BundleUnsafeError: A file is no ordinary one, or larger than any model's.
        """
        bundle = cls.read(folder, kinds)
        bundle.check_files()
        return bundle

    @classmethod
    def read(cls, folder: Path, kinds: Collection[str] = KINDS) -> "Bundle":
        """Read the header alone; raises as `open` does."""
        data = read_file(folder, HEADER, MOST_BYTES_OF_HEADER)
        return cls(folder, parse_config(data, folder, kinds), hashlib.sha256(data).hexdigest())

    def path(self, name: str) -> Path:
        """Where a file of the bundle lies."""
        return self.folder / name

    @property
    def size(self) -> int:
        """Bytes on disk, all files together."""
        return sum(self.path(name).stat().st_size for name in self._files)

    @property
    def _files(self) -> list[str]:
        """The names of the files that must be there, and of the weights to train on if they are."""
        return [name for name in self.config.files if name != _TO_TRAIN_ON or self.path(name).is_file()]

    def check_files(self) -> None:
        """Check every file against the header.

        Raises:
            BundleMissingError: A file is missing.
            BundleDamagedError: A file was altered.
            BundleUnsafeError: A file is no ordinary one, or larger than any model's.
        """
        files = self._files
        # hashlib lets go of the interpreter lock, so that several files are hashed at once.
        with ThreadPoolExecutor() as pool:
            digests = pool.map(lambda name: digest(self.folder, name), files)
            for name, found in zip(files, digests, strict=True):
                if found != self.config.files[name]:
                    raise self.altered(name)

    def contents(self, name: str, most: int) -> bytes:
        """What a file of the bundle holds, checked against the header.

        Raises:
            BundleMissingError: It is missing.
            BundleDamagedError: It was altered.
            BundleUnsafeError: It is no ordinary file, or has more than `most` bytes.
        """
        data = read_file(self.folder, name, most)
        if hashlib.sha256(data).hexdigest() != self.config.files[name]:
            raise self.altered(name)
        return data

    def altered(self, name: str) -> BundleDamagedError:
        """What says that a file is not what it was."""
        return BundleDamagedError(
            "The model in {folder} was altered: {file} does not match its checksum; install the model again.",
            folder=self.folder,
            file=name,
        )


def parse_config(data: bytes, folder: Path, kinds: Collection[str] = KINDS) -> BundleConfig:
    """A header's contents as the desk uses them.

    Args:
        data: The contents of config.json.
        folder: Where it lies, for messages.
        kinds: The kinds of model that will do.

    Raises:
        BundleVersionError: Another version of Inkling is needed.
        BundleKindError: The model is of another kind.
        BundleDamagedError: It is malformed.
    """
    try:
        header = read_json(data)
    except ValueError as error:
        raise BundleDamagedError(
            "The model in {folder} has a config.json that is not valid JSON; install the model again.",
            folder=folder,
        ) from error
    version = header.get("format_version") if isinstance(header, dict) else None
    # JSON's `true` and `1.0` equal 1, too.
    if type(version) is not int or version != FORMAT_VERSION:
        raise BundleVersionError(
            "The model in {folder} has format version {version} and this Inkling reads version {known}; "
            "update Inkling or choose another model.",
            folder=folder,
            version=_told(version),
            known=FORMAT_VERSION,
        )
    kind = header.get("kind")
    if kind not in KINDS:
        raise BundleVersionError(
            "The model in {folder} is of kind {kind} and this Inkling knows {known}; "
            "update Inkling or choose another model.",
            folder=folder,
            kind=_told(kind),
            known=", ".join(KINDS),
        )
    if kind not in kinds:
        raise _unsuitable(folder, kind)
    try:
        return BundleConfig.from_dict(header)
    except ValueError as error:
        raise BundleDamagedError(
            "The model in {folder} has a malformed config.json ({reason}); install the model again.",
            folder=folder,
            reason=error,
        ) from error


def _told(value: object) -> str:
    """A value of a header for a message; of lists and objects their type is enough."""
    return repr(value) if isinstance(value, (str, int, float, type(None))) else type(value).__name__


def _unsuitable(folder: Path, kind: str) -> BundleKindError:
    if kind == MOOD:
        return BundleKindError(
            "The model in {folder} tells moods and suggests no words; choose one that suggests.",
            folder=folder,
        )
    return BundleKindError(
        "The model in {folder} suggests words and tells no moods; choose a mood model, such as "
        "“inkling-train fit --preset mood” makes.",
        folder=folder,
    )
