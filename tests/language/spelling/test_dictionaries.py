"""Which dictionaries are found, and in which order they are wanted."""

from pathlib import Path

import pytest

from desktop.language.spelling import dictionaries as module
from desktop.language.spelling.dictionaries import Dictionary, by_preference, find_dictionaries, own_folder


def put(folder: Path, *codes: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for code in codes:
        (folder / f"{code}.dic").write_text("1\nword\n")
        (folder / f"{code}.aff").write_text("SET UTF-8\n")


def test_english_comes_with_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SYSTEM", ())
    monkeypatch.setattr(module, "_OFFICES", ())
    assert {"en_GB", "en_US"} <= {one.code for one in find_dictionaries()}


def test_the_first_folder_gives_a_language(tmp_path: Path) -> None:
    put(tmp_path / "own", "de_DE")
    put(tmp_path / "system", "de_DE", "fr", "hyph_de")
    (tmp_path / "system" / "xx.dic").write_text("1\nlonely\n")  # without its .aff
    found = find_dictionaries([tmp_path / "own", tmp_path / "system", tmp_path / "nowhere"])
    assert [(one.code, one.words.parent.name) for one in found] == [("de_DE", "own"), ("fr", "system")]


def test_the_writers_folder_and_an_offices_are_looked_into(tmp_path: Path, monkeypatch) -> None:
    office = tmp_path / "office4.2" / "extensions"
    put(office / "dict-pl", "pl_PL")
    put(own_folder(), "la")
    put(tmp_path / "named", "cs_CZ")
    monkeypatch.setenv("DICPATH", str(tmp_path / "named"))
    monkeypatch.setattr(module, "_OFFICES", (str(tmp_path / "office*" / "extensions"),))
    assert {"pl_PL", "la", "cs_CZ"} <= {one.code for one in find_dictionaries()}


def test_the_languages_understood_come_first_and_each_file_once(tmp_path: Path) -> None:
    put(tmp_path, "en_GB", "en_US", "fr", "de_DE_frami", "pl")
    (tmp_path / "de_DE.dic").symlink_to("de_DE_frami.dic")
    (tmp_path / "de_DE.aff").symlink_to("de_DE_frami.aff")
    found = find_dictionaries([tmp_path])
    codes = [one.code for one in by_preference(found, ["de-DE", "en-GB"])]
    assert codes == ["de_DE", "en_GB", "en_US", "fr", "pl"]
    assert [one.code for one in by_preference(found, ["zh-CN"])][:2] == ["en_US", "en_GB"]


def test_a_language_is_the_codes_first_part() -> None:
    assert Dictionary("pt_BR", Path("x.dic")).language == "pt"
