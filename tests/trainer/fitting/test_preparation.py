import io

import pytest
from rich.console import Console

from tests.trainer.texts.prose import book
from trainer.corpus.report import CorpusReport, KindRead
from trainer.fitting.preparation import prepare_texts, show_report
from trainer.settings import load_preset, override


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=200)


def shown(console: Console) -> str:
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_one_table_tells_what_was_read_and_what_was_not(console):
    report = CorpusReport(
        read={".txt": KindRead(12, 14, 1_234_567), ".epub": KindRead(1, 1, 9)},
        skipped=(("a/cut.gz", "is damaged"), ("a/[x].doc", "is of a kind that is not read")),
        notes=("a.txt stands in b.txt.",),
    )
    show_report(report, console)
    rows = [" ".join(line.replace("│", " ").split()) for line in shown(console).splitlines()]
    assert ".txt 12 14 1,234,567 read" in rows
    assert "a/cut.gz 1 - - not read: is damaged" in rows
    assert "a/[x].doc 1 - - not read: is of a kind that is not read" in rows
    assert rows[-1] == "a.txt stands in b.txt."


def test_the_name_of_a_file_stands_there_whole_however_narrow_the_terminal(console):
    console.width = 60
    name = "my-books/A-Very-Long-Title-of-a-Book-That-Nobody-Could-Read-(copy).mobi"
    show_report(CorpusReport(skipped=[(name, "is damaged")]), console)
    cells = [line.split("│")[1] for line in shown(console).splitlines() if line.startswith("│")]
    assert "".join(cell.strip() for cell in cells) == name


def test_many_of_a_kind_are_told_of_by_their_number(console):
    skipped = [(f"{n}.jpg", "is of a kind that is not read") for n in range(999)]
    show_report(CorpusReport(skipped=[*skipped, ("x.doc", "is of a kind that is not read")]), console)
    rows = [" ".join(line.replace("│", " ").split()) for line in shown(console).splitlines()]
    assert ".jpg files 999 - - not read: is of a kind that is not read" in rows
    assert ".doc files 1 - - not read: is of a kind that is not read" in rows
    assert len(rows) < 10


def test_it_is_told_again_when_nothing_has_changed(tmp_path, console):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(book(30, number))
    (tmp_path / "cover.png").write_bytes(b"\x89PNG")
    files = [tmp_path / "cover.png", *(tmp_path / f"{number}.txt" for number in range(12))]
    preset = override(load_preset("small"), ["corpus.vocabulary_size=300"])
    for _ in range(2):
        prepare_texts(tmp_path / "data", preset, files, [], [], None, console)
    assert shown(console).count("cover.png") == 2
