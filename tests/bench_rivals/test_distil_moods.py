"""How passages are labelled as light or dark without anybody who reads them."""

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.moods import distil
from tests.bench.moods.distil import HERE, clearest, learned, main, score, seeds, told_right, words
from trainer.moods.labelled_texts import find_labelled

LIGHT = "The happy children laughed and danced among the lanterns of the harvest fair all evening long."
DARK = "A corpse lay bleeding in the swamp where the murderer had strangled him before the dreadful dawn."
PLAIN = "He took the road to the left and walked on until he came to the second gate of the farm."


def book(*sentences: str) -> str:
    return "\n".join(f"{sentence} {sentence} {PLAIN}" for sentence in sentences)


def test_the_lists_share_no_word_and_the_hundred_are_half_and_half() -> None:
    light = (HERE / "light.txt").read_text(encoding="utf-8").split()
    dark = (HERE / "dark.txt").read_text(encoding="utf-8").split()
    assert not set(light) & set(dark)
    rows = [line.split("\t") for line in (HERE / "passages.tsv").read_text(encoding="utf-8").splitlines()]
    assert Counter(label for label, _ in rows) == {"0": 50, "1": 50}
    assert len({text for _, text in rows}) == 100
    assert [file.path for file in find_labelled([HERE / "passages.tsv"])] == [HERE / "passages.tsv"]


def test_lists_alone_are_better_than_chance() -> None:
    assert told_right(seeds()) > 0.65
    assert score(Counter(words(LIGHT)), seeds()) > 0 > score(Counter(words(DARK)), seeds())


def test_words_are_learned_from_their_company(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distil, "LEAST_USES", 10)
    more = learned([book(*[LIGHT, DARK] * 20)], seeds())
    assert more["lanterns"] > 0 > more["swamp"]
    assert "gate" not in more  # it is in sentences of neither mood


def test_the_clearest_passages_of_each_book_are_labelled() -> None:
    rows = clearest([book(*[DARK] * 40, *[PLAIN] * 80, *[LIGHT] * 40)], seeds(), 12)
    assert Counter(label for label, _ in rows) == {0: 6, 1: 6}
    assert all("corpse" in text for label, text in rows if label == 0)
    assert all("lanterns" in text for label, text in rows if label == 1)


def test_it_writes_what_the_trainer_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prose = tmp_path / "prose.txt"
    prose.write_text(f"{book(*[LIGHT, DARK] * 30)}\n\f\n{book(*[DARK, PLAIN] * 30)}", encoding="utf-8")
    main([str(prose), "--out", str(tmp_path / "moods.tsv"), "--kept", "20"])
    rows = [line.split("\t") for line in (tmp_path / "moods.tsv").read_text(encoding="utf-8").splitlines()]
    assert {label for label, _ in rows} == {"0", "1"}
    assert all(len(row) == 2 and row[1] for row in rows)
    assert "2 books" in capsys.readouterr().out
