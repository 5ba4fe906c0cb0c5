"""The sample story: an untitled copy, in the language that is spoken, that is in nobody's way."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.editor.desk import Desk
from desktop.editor.settings.languages import LANGUAGES
from desktop.editor.settings.settings import Settings
from desktop.editor.window.sample import sample_story
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer


def test_it_opens_as_an_untitled_copy(window: Window, dialogs: FakeDialogs, writer: Writer) -> None:
    window.actions_["sample_story"].trigger()
    assert writer.text == sample_story("en")
    assert window.session.path is None
    assert not window.session.is_modified
    writer.undo()
    assert writer.text == sample_story("en")
    window.session.new()
    assert dialogs.questions == 0


def test_words_that_are_there_stay_and_it_gets_a_window_of_its_own(
    desk: Desk, window: Window, writer: Writer, dialogs: FakeDialogs
) -> None:
    writer.type("My words.")
    window.actions_["sample_story"].trigger()
    assert writer.text == "My words."
    assert len(desk.windows) == 2
    assert desk.windows[1].page.toPlainText() == sample_story("en")
    assert dialogs.questions == 0


def test_what_is_written_into_it_is_asked_about(window: Window, writer: Writer, dialogs: FakeDialogs) -> None:
    window.actions_["sample_story"].trigger()
    writer.type("My words. ")
    QApplication.processEvents()
    assert not window.session.may_close()
    assert dialogs.questions == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_each_language(window: Window, settings: Settings, language: str) -> None:
    settings.update(language=language)
    window.actions_["sample_story"].trigger()
    assert window.page.toPlainText() == sample_story(language)
    assert len({sample_story(other) for other in LANGUAGES}) == len(LANGUAGES)


def test_it_is_english_where_there_is_no_other() -> None:
    assert sample_story("fr") == sample_story("en")


def test_it_breaks_off_after_a_page() -> None:
    assert 200 < len(sample_story("en").split()) < 500
