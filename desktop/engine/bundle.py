"""A bundle: the folder that a trainer wrote. Nothing in it is used before it is checked."""

import hashlib
import json
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.engine.bundle_config import FORMAT_VERSION, KINDS, MOOD, BundleConfig
from desktop.engine.errors import (
    BundleDamagedError,
    BundleKindError,
    BundleMissingError,
    BundleVersionError,
)

# Only a trainer reads it, so packages of the desk leave it out.
_TO_TRAIN_ON = "weights.h5"


@dataclass(frozen=True)
class Bundle:
    """A model folder whose header is well-formed and whose files are the ones it was shipped with."""

    folder: Path
    config: BundleConfig

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
        """
        data = _read_header(folder)
        version = data.get("format_version") if isinstance(data, dict) else None
        if version != FORMAT_VERSION:
            raise BundleVersionError(
                "The model in {folder} has format version {version} and this Inkling reads version {known}; "
                "update Inkling or choose another model.",
                folder=folder,
                version=repr(version),
                known=FORMAT_VERSION,
            )
        if data.get("kind") not in KINDS:
            raise BundleVersionError(
                "The model in {folder} is of kind {kind} and this Inkling knows {known}; "
                "update Inkling or choose another model.",
                folder=folder,
                kind=repr(data.get("kind")),
                known=", ".join(KINDS),
            )
        if data["kind"] not in kinds:
            raise _unsuitable(folder, data["kind"])
        try:
            config = BundleConfig.from_dict(data)
        except ValueError as error:
            raise BundleDamagedError(
                "The model in {folder} has a malformed config.json ({reason}); install the model again.",
                folder=folder,
                reason=error,
            ) from error
        bundle = cls(folder, config)
        bundle.check_files()
        return bundle

    def path(self, name: str) -> Path:
        """Where a file of the bundle lies."""
        return self.folder / name

    @property
    def size(self) -> int:
        """Bytes on disk, all files together."""
        return sum(self.path(name).stat().st_size for name in self._files)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of config.json, and so of the whole bundle, since that holds the other files' own."""
        return self._digest("config.json")

    @property
    def _files(self) -> list[str]:
        """The names of the files that must be there, and of the weights to train on if they are."""
        return [name for name in self.config.files if name != _TO_TRAIN_ON or self.path(name).is_file()]

    def check_files(self) -> None:
        """Check every file against the header.

        Raises:
            BundleMissingError: A file is missing.
            BundleDamagedError: A file was altered.
        """
        files = self._files
        missing = [name for name in files if not self.path(name).is_file()]
        if missing:
            raise BundleMissingError(
                "The model in {folder} lacks its file {file}; install the model again.",
                folder=self.folder,
                file=missing[0],
            )
        # hashlib lets go of the interpreter lock, so that several files are hashed at once.
        with ThreadPoolExecutor() as pool:
            for name, digest in zip(files, pool.map(self._digest, files), strict=True):
                if digest != self.config.files[name]:
                    raise BundleDamagedError(
                        "The model in {folder} was altered: {file} does not match its checksum; "
                        "install the model again.",
                        folder=self.folder,
                        file=name,
                    )

    def _digest(self, name: str) -> str:
        try:
            with self.path(name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(self.path(name), error) from error


def _read_header(folder: Path) -> Any:
    if not folder.is_dir():
        raise BundleMissingError("There is no model folder {folder}; choose another model.", folder=folder)
    try:
        return json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BundleMissingError(
            "The folder {folder} holds no config.json, so it is no Inkling model; choose another folder.",
            folder=folder,
        ) from error
    except OSError as error:
        raise _unreadable(folder / "config.json", error) from error
    except (ValueError, RecursionError) as error:
        raise BundleDamagedError(
            "The model in {folder} has a config.json that is not valid JSON; install the model again.",
            folder=folder,
        ) from error


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


def _unreadable(path: Path, error: OSError) -> BundleMissingError:
    return BundleMissingError(
        "The model's file {path} cannot be read ({reason}); check the permissions of the folder.",
        path=path,
        reason=error.strerror,
    )
