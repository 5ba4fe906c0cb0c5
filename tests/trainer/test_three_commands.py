"""From a folder of one's own books to a model in the desk, by the commands that the first one prints."""

import re
import shlex
import sys
from pathlib import Path

import docx
import pytest

from desktop.engine.engine import Engine
from tests.trainer.test_cli import run
from tests.trainer.texts.test_books import epub, odt
from tests.trainer.texts.test_pdf import printed, write_pdf
from tests.trainer.tiny_corpus import story
from trainer.commands import next_command

FEW_STEPS = ("--set", "training.tokens=3000", "--set", "training.precision=float32")


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "my books"
    folder.mkdir()
    texts = [story(seed).splitlines() for seed in range(300, 306)]
    (folder / "a.txt").write_text("\n".join(texts[0]))
    epub(folder / "b.epub", {"1.xhtml": "".join(f"<p>{text}</p>" for text in texts[1])})
    word = docx.Document()
    for text in texts[2]:
        word.add_paragraph(text)
    word.save(str(folder / "c.docx"))
    odt(folder / "d.odt", "".join(f"<text:p>{text}</text:p>" for text in texts[3]))
    (folder / "e.html").write_text("".join(f"<p>{text}</p>" for text in texts[4]))
    write_pdf(folder / "f.pdf", printed(texts[5]))
    (folder / "~$c.docx").write_bytes(b"me")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8")
    return folder


def test_a_folder_of_books_becomes_a_model_in_the_desk(books, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, printed_, errors = run("fit", "my books", "--out", "runs/mine", *FEW_STEPS, capsys=capsys)
    assert (code, errors) == (0, "")
    rows = [" ".join(line.replace("│", " ").split()) for line in printed_.splitlines()]
    for kind in (".txt", ".epub", ".docx", ".odt", ".html", ".pdf"):
        assert [row for row in rows if re.match(rf"{re.escape(kind)} 1 1 [\d,]+ read", row)], kind
    # A narrow console parts the rows, not the words.
    assert {"books/cover.jpg", "lock"} <= set(" ".join(rows).split())
    # No list of settings drives the table off the screen.
    assert re.search(
        r"192 units in 1 layer, .* read [\d.]+ times\. All settings: runs/mine/preset\.toml", printed_
    )
    assert "warmup_tokens" not in printed_
    order = [printed_.index(words) for words in (".epub", "This will take", "Done. Next: ")]
    assert order == sorted(order)
    (export,) = re.findall(r"Next: \S*inkling-train (.+)", printed_)
    code, printed_, errors = run(*shlex.split(export), capsys=capsys)
    assert code == 0, errors
    (model,) = re.findall(r"inkling(?:\.exe)? --model (\S+)", printed_)
    engine = Engine.load(Path(model))
    assert engine.bundle.config.name == "My model"


def test_a_shell_that_lacks_the_programs_is_told_where_they_are(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "inkling-train"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert next_command("inkling-train", "export", "my run") == f"{program} export 'my run'"
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert next_command("inkling-train", "export") == "inkling-train export"
    # Started by `python -m` where nothing is installed.
    assert next_command("inkling", "--model", "m") == "inkling --model m"
