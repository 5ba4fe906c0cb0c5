"""A new file with the words of another one is for its readers alone, and takes the place of none."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.books.apart.asking import export_apart
from desktop.books.convert import StoryText, convert
from desktop.books.exporting.layout import ExportOptions
from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.errors import DocumentError
from desktop.engine.files.file_facts import ACCESS_LIST, rights_as_of
from desktop.engine.files.temporary import Temporary
from desktop.engine.stories.seams import split
from desktop.engine.stories.story_folder import StoryFolder
from desktop.engine.versions.versions import Versions
from tests.engine.files.test_saving import access_list, set_attribute

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def usual_rights() -> None:
    os.umask(0o022)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    path = tmp_path / "private.txt"
    path.write_text("One.\n\nTwo.\n", encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("mode", "new"),
    [(0o600, 0o600), (0o640, 0o640), (0o644, 0o644), (0o755, 0o644), (0o400, 0o600), (0o604, 0o600)],
)
def test_rights_are_those_of_the_source_at_most(private: Path, mode: int, new: int) -> None:
    private.chmod(mode)
    assert rights_as_of(0o644, private.stat().st_gid, [private, private.with_name("gone")]) == new


def test_another_group_has_what_others_have(private: Path) -> None:
    private.chmod(0o640)
    assert rights_as_of(0o664, private.stat().st_gid + 1, [private]) == 0o600


def test_an_access_list_names_those_who_can_read(private: Path) -> None:
    set_attribute(private, ACCESS_LIST, access_list(1, 4))
    assert rights(private) == 0o640  # for the one that is named, not for the group
    assert rights_as_of(0o644, private.stat().st_gid, [private]) == 0o600


def test_conversions_and_exports(private: Path, tmp_path: Path) -> None:
    usual = tmp_path / "usual.txt"
    usual.write_text("One.\n", encoding="utf-8")
    convert([usual], tmp_path / "usual.docx")
    convert([usual, private], tmp_path / "both.docx")
    story = [StoryText("a", "One.", path=private)]
    export_apart(story, tmp_path / "apart.odt", ExportOptions(), lambda share: None, lambda stop: None)
    names = ("usual.docx", "both.docx", "apart.odt")
    assert [rights(tmp_path / name) for name in names] == [0o644, 0o600, 0o600]


def test_a_file_that_is_replaced_keeps_its_rights(private: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.md"
    target.write_text("Old.", encoding="utf-8")
    convert([private], target, replaces=True)
    assert rights(target) == 0o644


def test_a_save_under_another_name_and_a_split(private: Path, tmp_path: Path) -> None:
    write_document(tmp_path / "other.txt", "One.", read_document(private), sources=[private])
    story = StoryFolder.open(tmp_path)
    text = story.text_at(private)
    assert text
    second = split(story, text, len("One.\n"), "Two").second
    assert (rights(tmp_path / "other.txt"), rights(second.path)) == (0o600, 0o600)


def test_a_file_that_another_program_has_deleted_comes_back_as_private(private: Path) -> None:
    document = read_document(private)
    for words in ("Three.", "Four."):
        private.unlink()
        document = write_document(private, words, document)
        assert rights(private) == 0o600
    private.chmod(0o644)
    document = read_document(private)
    private.unlink()
    write_document(private, "Five.", document)
    assert rights(private) == 0o644


def test_a_version_of_a_story(private: Path, tmp_path: Path) -> None:
    (tmp_path / "usual.txt").write_text("One.", encoding="utf-8")
    versions = Versions(tmp_path)
    assert rights(versions.keep("a", {"usual.txt": "One."}, 1).path) == 0o644
    assert rights(versions.keep("b", {"usual.txt": "One.", private.name: "Two."}, 2).path) == 0o600


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_takes_the_place_of_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", refuse_to_link)
    write_document(tmp_path / "new.txt", "new")
    assert (tmp_path / "new.txt").read_text(encoding="utf-8") == "new"
    theirs = tmp_path / "theirs.txt"
    kept = Temporary.write

    def write(self: Temporary, data: bytes) -> None:
        theirs.write_text("theirs", encoding="utf-8")  # another desk, at this moment
        kept(self, data)

    monkeypatch.setattr(Temporary, "write", write)
    with pytest.raises(DocumentError, match="is as it was"):
        write_document(theirs, "ours")
    assert theirs.read_text(encoding="utf-8") == "theirs"
    assert {path.name for path in tmp_path.iterdir()} == {"new.txt", "theirs.txt"}


def refuse_to_link(*_: object) -> None:
    raise OSError(errno.EPERM, "no links here")
