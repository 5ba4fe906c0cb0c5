"""The acts of a session that make a book: headings and emphasis, the outline, export, preview, import."""

import os
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from desktop.books.reading import read_any
from desktop.editor.exchange.export_dialog import ExportDialog
from desktop.editor.exchange.preview import Preview
from tests.bench.session import story
from tests.bench.session.hand import Hand
from tests.bench.session.looking import naming

EMPHASISED, QUOTED = "church", "Twice a day"
AUTHOR = "E. Gullen"


def markdown(hand: Hand) -> None:
    """Take the text for Markdown: a heading, an emphasised word, a quotation, all by key; then undo."""
    window, text = hand.window, hand.text
    hand.press("Ctrl+M")
    hand.wait(lambda: window.markdown.looks.is_on, "Markdown is not shown")
    hand.press("Ctrl+Home")
    hand.press("Ctrl+1")
    hand.before, hand.after = "# ", text
    hand.check("a heading by key")
    hand.go_to(EMPHASISED)
    hand.press("Ctrl+I")
    hand.expect(
        hand.stands == f"{hand.before}*{EMPHASISED}*{hand.after[len(EMPHASISED) :]}", "the word is not marked"
    )
    hand.before, hand.after = f"{hand.before}*", f"{EMPHASISED}*{hand.after[len(EMPHASISED) :]}"
    hand.check("emphasis by key")
    hand.go_to(QUOTED)
    hand.write("> ")
    hand.check("a quotation")
    italics = [
        one
        for block in range(window.page.document().blockCount())
        for one in window.page.document().findBlockByNumber(block).layout().formats()
        if one.format.fontItalic()
    ]
    hand.expect(len(italics) == 1, f"{len(italics)} stretches are in italics, not 1")
    hand.press("Ctrl+Home")
    hand.take("markdown")
    hand.go_to(f"> {QUOTED}")
    hand.press("Delete", times=2)
    hand.after = hand.after[2:]
    hand.check("no quotation")


def outline(hand: Hand) -> None:
    """Show the headings, go to one by its letters, and put the panel away."""
    window, panel = hand.window, hand.window.outline.panel
    hand.press("Ctrl+Shift+H")
    hand.wait(panel.isVisible, "the outline was not shown")
    model = panel.list.model()
    hand.wait(lambda: model.rowCount() == 1, f"{model.rowCount()} headings are listed")
    hand.go_to_end()
    hand.take("outline")
    hand.press("Ctrl+G")
    hand.letters(story.TITLE.split()[1].lower())
    hand.press("Return")
    hand.wait(window.page.hasFocus, "the page does not have the keyboard")
    hand.before, hand.after = "", hand.text
    hand.check("go to a heading")
    hand.press("Ctrl+Shift+H")
    hand.wait(lambda: not panel.isVisible(), "the outline is still there")


def exported(hand: Hand) -> None:
    """Export as an e-book and as a Word document, and read both back."""
    folder = Path(os.environ["INKLING_DATA"]).parent
    for suffix, title in (("epub", story.TITLE), ("docx", story.TITLE)):
        hand.press("Ctrl+Shift+E")
        dialog = hand.shown(ExportDialog)
        box = hand.part(QComboBox, "format", dialog)
        box.setCurrentIndex(box.findData(suffix))
        for name, words in (("title", title), ("author", AUTHOR)):
            hand.click(hand.part(QLineEdit, name, dialog))
            hand.press("Ctrl+A")
            hand.letters(words)
        if suffix == "epub":
            hand.take("export", dialog)
        path = folder / f"The Clock.{suffix}"
        button = hand.part(QPushButton, "do_export", dialog)
        hand.answering(lambda button=button: hand.click(button), naming(hand, path))  # type: ignore[misc]
        hand.wait(path.exists, f"no .{suffix} was written")
        hand.wait(lambda: not hand.window.exchange.is_busy, "the export did not end")
        book = read_any(path)
        hand.expect((book.title, book.author) == (title, AUTHOR), f"the .{suffix} has another title page")
        hand.expect(f"*{EMPHASISED}*" in book.text, f"the .{suffix} has lost the emphasis")
        hand.expect(book.text.startswith(f"# {story.TITLE}"), f"the .{suffix} has lost the heading")
    hand.check("export")


def previewed(hand: Hand) -> None:
    """Look at the pages, as a manuscript too."""
    hand.choose("File", "Print Preview")
    preview = hand.shown(Preview)
    hand.wait(lambda: preview.number.maximum() > 1, "there are no pages")
    hand.press("PgDown")
    hand.take("preview", preview)
    preview.manuscript.setFocus()
    hand.press("Space")
    hand.wait(lambda: preview.shows_manuscript, "no manuscript is shown")
    hand.press("Esc")
    hand.back()
    hand.check("preview")


def imported(hand: Hand) -> None:
    """Import what was exported, in a window of its own, and take the heading and the emphasis away again."""
    path = Path(os.environ["INKLING_DATA"]).parent / "The Clock.docx"
    windows = len(hand.desk.windows)
    hand.answering(lambda: hand.choose("File", "Import"), naming(hand, path))
    hand.wait(lambda: len(hand.desk.windows) > windows, "nothing was imported")
    other = hand.desk.windows[-1]
    hand.wait(lambda: other.page.toPlainText() == read_any(path).text, "another text was imported")
    hand.expect(other.markdown.looks.is_on, "what was imported does not look like what it is")
    other.page.document().setModified(False)
    other.close()
    hand.wait(lambda: len(hand.desk.windows) == windows, "its window did not close")
    hand.to_front(hand.window)
    hand.press("Ctrl+Home")
    hand.press("Ctrl+1")
    hand.before, hand.after = "", hand.text.removeprefix("# ")
    hand.check("no heading")
    hand.go_to(f"{EMPHASISED}*")
    hand.press("Ctrl+I")
    hand.before, hand.after = hand.before[:-1], hand.after.replace(f"{EMPHASISED}*", EMPHASISED, 1)
    hand.check("no emphasis")
    hand.press("Ctrl+M")
    hand.go_to_end()
    hand.check("import")
