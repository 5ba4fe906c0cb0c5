"""What may stand under the names of a bundle: none of it hangs, fills the memory or is followed out."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_files import MOST_BYTES, MOST_BYTES_OF_HEADER
from desktop.engine.bundles.finding import default_model, find_models
from desktop.engine.errors import BundleError, BundleMissingError, BundleUnsafeError

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def bundle(stream_bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stream_bundle, tmp_path / "models" / "bundle"))


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_endless_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def put_link_to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


@only_posix
@pytest.mark.parametrize("put", [put_pipe, put_folder, put_endless_device, put_link_to_pipe])
@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "left.onnx", "README.md"])
def test_only_ordinary_files_are_opened(bundle: Path, name: str, put: Callable[[Path], None]) -> None:
    put(bundle / name)
    with pytest.raises(BundleUnsafeError, match="no ordinary file; choose another model"):
        Bundle.open(bundle)


@only_posix
@pytest.mark.parametrize("put", [put_pipe, put_folder, put_endless_device])
def test_a_folder_of_models_is_looked_through_whatever_is_in_it(
    bundle: Path, stream_bundle: Path, put: Callable[[Path], None]
) -> None:
    put(bundle / "config.json")
    shutil.copytree(stream_bundle, bundle.parent / "good")
    assert [info.name for info in find_models([bundle.parent])] == ["bundle", "Tiny stream"]
    assert default_model(folders=[bundle.parent]).name == "good"


@only_posix
@pytest.mark.parametrize("name", ["config.json", "head.onnx"])
def test_a_link_out_of_the_folder_is_not_followed(bundle: Path, name: str) -> None:
    outside = bundle.parent.parent / "outside"
    (bundle / name).rename(outside)
    (bundle / name).symlink_to(outside)
    with pytest.raises(BundleUnsafeError, match="is a link that leads out of its folder"):
        Bundle.open(bundle)


@only_posix
def test_links_to_the_folder_and_inside_it_are_followed(bundle: Path, tmp_path: Path) -> None:
    (bundle / "head.onnx").rename(bundle / "heavy")
    (bundle / "head.onnx").symlink_to("heavy")
    (tmp_path / "link").symlink_to(bundle)
    assert Bundle.open(tmp_path / "link").config.name == "Tiny stream"


@pytest.mark.parametrize(
    ("name", "size"),
    [("config.json", 3 << 30), ("config.json", MOST_BYTES_OF_HEADER + 1), ("head.onnx", MOST_BYTES + 1)],
)
def test_a_file_larger_than_any_models_is_not_read(bundle: Path, name: str, size: int) -> None:
    with (bundle / name).open("r+b") as file:
        file.truncate(size)  # takes no room on the disk
    with pytest.raises(BundleUnsafeError, match="MB, which no model needs"):
        Bundle.open(bundle)
    assert len(find_models([bundle])) == 1


def test_a_file_in_the_folders_place_is_no_folder(bundle: Path) -> None:
    with pytest.raises(BundleMissingError, match="There is no model folder"):
        Bundle.open(bundle / "README.md")


def test_a_name_that_is_none_is_told(bundle: Path) -> None:
    with pytest.raises(BundleMissingError):
        Bundle.open(Path("a\0b"))
    assert find_models([Path("a\0b")]) == []


@pytest.mark.parametrize(
    "header", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900, '{"name": [[[]]]}']
)
def test_brackets_keep_nobody_from_the_other_models(bundle: Path, stream_bundle: Path, header: str) -> None:
    (bundle / "config.json").write_text(header)
    shutil.copytree(stream_bundle, bundle.parent / "good")
    assert [info.name for info in find_models([bundle.parent])] == ["bundle", "Tiny stream"]
    with pytest.raises(BundleError):
        Bundle.open(bundle)


def test_what_a_header_says_of_itself_is_fit_to_be_shown(bundle: Path) -> None:
    path = bundle / "config.json"
    odd = "\x1b]0;owned\x07\u202eevil\ud800" + "x" * 100_000
    path.write_text(json.dumps(json.loads(path.read_text()) | dict.fromkeys(("name", "description"), odd)))
    (info,) = find_models([bundle])
    config = Bundle.open(bundle).config
    for words in (info.name, info.description, config.name, config.description):
        assert words.isprintable()
        assert "evil" in words
        assert len(words) <= 500
