"""The writer's own words and their file."""

import stat
import sys
from pathlib import Path

import pytest

from desktop.engine.errors import InklingError
from desktop.language.spelling.own_words import OwnWords, WordList, own_words_file


def test_small_letters_know_capitals_but_names_do_not_know_small_letters() -> None:
    words = WordList(["grok", "Varnholt", "O\u2019Hara"])
    for right in ("grok", "Grok", "GROK", "Varnholt", "VARNHOLT", "Varnholt's", "Varnholt\u2019s", "O'Hara"):
        assert right in words, right
    for wrong in ("varnholt", "groks", "Varnhol", "s"):
        assert wrong not in words, wrong


def test_words_are_kept_in_a_plain_text_file_for_the_writer_alone() -> None:
    OwnWords().add("zyx")
    OwnWords().add("Varnholt", "abc")
    assert own_words_file().read_text(encoding="utf-8") == "Varnholt\nabc\nzyx\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(own_words_file().stat().st_mode) == 0o600
    words = OwnWords()
    words.remove("abc")
    assert list(OwnWords()) == ["Varnholt", "zyx"]


def test_the_file_may_be_edited_or_deleted_meanwhile() -> None:
    words = OwnWords()
    words.add("one")
    own_words_file().write_bytes(b"\xef\xbb\xbftwo\r\n\r\n three \n\xff\n")
    words.add("four")
    assert {"two", "three", "four"} <= set(words)
    assert "one" not in words
    own_words_file().unlink()
    words.read()
    assert not len(words)


def test_what_cannot_be_kept_is_said_and_known_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    words = OwnWords(tmp_path / "file" / "words.txt")
    with pytest.raises(InklingError, match="cannot be kept"):
        words.add("grok")
    assert "grok" in words


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.symlink_to(file)  # whoever runs the tests may read what has no rights
    words = OwnWords(file)
    with pytest.raises(InklingError, match="cannot be kept"):
        words.add("grok")
    assert "grok" in words
    assert file.is_symlink()
    file.unlink()
    file.write_bytes(b"word\n" * 2_000_000)  # more than is read
    with pytest.raises(InklingError, match="cannot be kept"):
        words.add("grok")
    assert file.stat().st_size == 10_000_000


def test_lines_that_are_no_words_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"grok\ncaf\xe9\n\0\0\n")
    words = OwnWords(file)
    words.add("zyx")
    assert list(words) == ["grok", "zyx"]
    assert file.read_bytes() == b"grok\nzyx\ncaf\xe9\n\0\0\n"


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "synced.txt").write_text("grok\n", encoding="utf-8")
    (tmp_path / "words.txt").symlink_to(tmp_path / "synced.txt")
    OwnWords(tmp_path / "words.txt").add("zyx")
    assert (tmp_path / "synced.txt").read_text(encoding="utf-8") == "grok\nzyx\n"
