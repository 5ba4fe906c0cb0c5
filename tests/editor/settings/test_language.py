"""The desk in Chinese: chosen, followed at once, and leaving nothing in English."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFontComboBox,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.goals.figure_words import FigureWords
from desktop.editor.look import current_look
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.messages.wording import about, in_a_row, listed
from desktop.editor.preferences.model_chooser import ModelChooser
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.preferences.privacy import Privacy
from desktop.editor.settings import language as language_module
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.language import spoken_language
from desktop.editor.settings.settings import Settings
from desktop.editor.window.help import KeysSheet, about_text
from desktop.editor.window.window import Window
from desktop.engine.bundles.bundle import Bundle
from desktop.engine.progress.days import Work
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine
from tests.engine.tiny_bundle import make_window_bundle, rewrite_config

IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
# Numbers, names of languages in themselves, and the model in use.
NEEDS_NO_CHINESE = re.compile(r"[\W\d_]*|English|UTF-8|Aa|aB|\[ab\]|.*  ·  CPU")
OF_QT = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"


@pytest.fixture
def chinese(window: Window, settings: Settings, qtbot: QtBot) -> Window:
    """The window, whose language was changed while it was open."""
    settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text() == "文件(&F)")
    return window


def words_of(widget: QWidget) -> Iterator[str]:
    """What one widget says, apart from what the writer has written or chosen."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield from re.split(r"<[^>]*>|\n", widget.text())
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QComboBox) and not isinstance(widget, QFontComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))


def english_in(window: QWidget) -> set[str]:
    """What a window or a dialog says that is not Chinese and should be."""
    inside = [one for one in window.findChildren(QWidget) if one.window() is window]
    words = {one for widget in (window, *inside) for one in words_of(widget)}
    return {one for one in words if not IDEOGRAPH.search(one) and not NEEDS_NO_CHINESE.fullmatch(one)}


# --- which language ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("understood", "spoken"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW"], "zh_CN"),
        (["zh_HK"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE", "zh-CN", "en-US"], "zh_CN"),
        (["de-DE"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_systems_language_is_followed(understood: list[str], spoken: str) -> None:
    assert spoken_language("system", understood) == spoken


def test_a_chosen_language_goes_before_the_systems() -> None:
    assert spoken_language("en", ["zh-CN"]) == "en"
    assert spoken_language("zh_CN", ["en-GB"]) == "zh_CN"


def test_the_system_decides_until_the_writer_does(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "new.ini"), QSettings.Format.IniFormat)
    assert Settings(store).choices.language == "system"


def test_a_new_window_begins_in_the_chosen_language(
    settings: Settings, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    settings.update(language="zh_CN")
    desk = Desk(settings, FakeEngine().load, dialogs=dialogs)
    window = desk.new_window()
    assert window.status.words.text() == "0 字"
    assert window.actions_["continue"].iconText() == "续写故事"
    window.close()
    desk.end()


def test_the_language_chosen_in_the_preferences_takes_effect_at_once(
    window: Window, settings: Settings, qtbot: QtBot
) -> None:
    Writer(window, qtbot).type("One.")
    dialog = Preferences(settings, window.worker, window)
    dialog.show()

    def combo() -> QComboBox:
        found = dialog.findChild(QComboBox, "language")
        assert isinstance(found, QComboBox)
        return found

    def choose(name: str) -> None:
        combo().setCurrentIndex(combo().findData(name))

    choose("zh_CN")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "首选项")
    qtbot.waitUntil(lambda: window.status.words.text() == "1 字")
    assert combo().currentText() == "简体中文"
    assert settings.choices.language == "zh_CN"
    choose("en")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Preferences")
    qtbot.waitUntil(lambda: window.status.words.text() == "1 word")
    assert window.menuBar().actions()[0].text() == "&File"
    assert window.windowTitle() == "Untitled[*] — Inkling"
    assert window.page.toPlainText() == "One."
    dialog.close()


def test_the_language_brings_its_model_unless_one_was_chosen(
    desk: Desk, settings: Settings, tmp_path: Path, monkeypatch, qtbot: QtBot
) -> None:
    chinese, english = tmp_path / "chinese", tmp_path / "english"
    for folder, language in ((chinese, "zh"), (english, "en")):
        make_window_bundle(folder)
        rewrite_config(folder, language=language)
    monkeypatch.setenv("INKLING_MODELS", str(tmp_path))

    def model() -> Path | None:
        return desk.worker.model.folder if desk.worker.model else None

    settings.update(language="en")
    desk.start_model()
    qtbot.waitUntil(lambda: model() == english)
    settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: model() == chinese)
    settings.update(model=str(english))
    qtbot.waitUntil(lambda: model() == english)
    with qtbot.assertNotEmitted(desk.worker.loaded, wait=100):
        settings.update(language="en")
        settings.update(language="zh_CN")
    assert model() == english


def test_a_rebound_key_leaves_the_switch_as_it_is(window: Window, settings: Settings) -> None:
    settings.update(suggestions=False)
    settings.update(keys={"save": "F6"})
    assert window.actions_["suggestions"].iconText() == "Suggestions off"


def test_a_missing_catalogue_leaves_the_desk_english(
    window: Window, settings: Settings, tmp_path: Path, monkeypatch, caplog, qtbot: QtBot
) -> None:
    monkeypatch.setattr(language_module, "CATALOGUES", tmp_path)
    settings.update(language="zh_CN")
    assert "inkling_zh_CN.qm is missing" in caplog.text
    Writer(window, qtbot).type("Go on.")
    assert window.menuBar().actions()[0].text() == "&File"


# --- nothing is left in English ----------------------------------------------------------------------


def test_the_menus_are_chinese(chinese: Window) -> None:
    bar = chinese.menuBar()
    menus = bar.findChildren(QMenu)
    for menu in menus:
        menu.aboutToShow.emit()  # fills the recent files
    entries = [entry for widget in (bar, *menus) for entry in widget.actions() if not entry.isSeparator()]
    assert len(entries) > len(COMMANDS)
    assert [entry.text() for entry in entries if not IDEOGRAPH.search(entry.text())] == []


def test_the_window_is_chinese(chinese: Window) -> None:
    assert english_in(chinese) == set()
    assert chinese.windowTitle() == "未命名[*] — Inkling"
    assert IDEOGRAPH.search(chinese.page.placeholderText())


def test_the_dialogs_are_chinese(chinese: Window, desk: Desk) -> None:
    dialogs = (
        Preferences(chinese.settings, chinese.worker, chinese),
        ModelChooser([], None, desk.dialogs, chinese),
        KeysSheet(chinese.settings, current_look(), chinese),
        Privacy(chinese.settings, chinese),
    )
    native = QKeySequence.SequenceFormat.NativeText
    known = {QKeySequence(command.keys).toString(native) for command in COMMANDS}
    if not OF_QT.exists():
        known |= {"Close", "&Close", "Cancel"}
    for dialog in dialogs:
        assert english_in(dialog) - known == set()
        dialog.deleteLater()
    assert about_text().startswith("<h3>Inkling ")
    assert IDEOGRAPH.search(about_text())


def test_an_open_keys_sheet_follows(window: Window, settings: Settings, qtbot: QtBot) -> None:
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert isinstance(sheet, KeysSheet)
    settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: sheet.windowTitle() == "快捷键一览")
    sheet.close()


def test_qts_own_buttons_are_chinese(chinese: Window) -> None:
    if not OF_QT.exists():
        pytest.skip("PySide6 came without Qt's own translations")
    box = QMessageBox(chinese)
    box.setStandardButtons(QMessageBox.StandardButton.Discard)
    assert IDEOGRAPH.search(box.buttons()[0].text())
    box.deleteLater()


# --- sentences with something in them ----------------------------------------------------------------


def test_an_error_of_the_engine_is_chinese(chinese: Window, tmp_path: Path) -> None:
    chinese.session.open(tmp_path)
    assert chinese.messages.sentence("file") == f"{tmp_path} 是文件夹，请选择其中的文本文件。"
    chinese.session.open(tmp_path / "gone.txt")
    assert chinese.messages.sentence("file") == f"没有文件 {tmp_path / 'gone.txt'}，请检查文件名。"


def test_a_sentence_in_a_sentence_is_chinese_too(chinese: Window, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("Élan.".encode("cp1252"))
    chinese.session.open(file)
    assert chinese.messages.sentence("file") == (
        "old.txt 不是 UTF-8 编码，已按西欧编码（Windows-1252）读取，这只是猜测；"
        "如果文字不对，请用其他编码重新打开。"
    )


def test_a_model_that_cannot_be_loaded_says_so_in_chinese(
    chinese: Window, desk: Desk, tmp_path: Path, monkeypatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(desk.worker, "_factory", lambda folder, provider: Bundle.open(folder))
    desk.use_model(tmp_path / "none")
    qtbot.waitUntil(lambda: chinese.messages.sentence("model") != "")
    assert chinese.messages.sentence("model") == f"没有模型文件夹 {tmp_path / 'none'}，请选择其他模型。"


def test_an_alternative_is_told_in_chinese(chinese: Window, engine: FakeEngine, qtbot: QtBot) -> None:
    writer = Writer(chinese, qtbot)
    writer.get_ghost("She opened the")
    chinese.actions_["next_alternative"].trigger()
    qtbot.waitUntil(lambda: not chinese.suggester.is_waiting)
    assert re.fullmatch(r"建议 \d / \d  ·  \d+%", chinese.status.remark.text())


def test_a_question_about_unsaved_words_is_chinese(chinese: Window, monkeypatch) -> None:
    asked = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append((box.text(), box.informativeText()))
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    Dialogs().unsaved(chinese, "雨夜.txt")
    assert asked == [("要保存你在“雨夜.txt”中所写的内容吗？", "如果不保存，这些内容将会丢失。")]


@pytest.mark.parametrize(
    ("sentences", "line"),
    [
        (["已读完。", "还差 3 字。"], "已读完。还差 3 字。"),
        (["Read.", "Three to go."], "Read. Three to go."),
        (["Read.", ""], "Read."),
        ([], ""),
    ],
)
def test_sentences_stand_behind_each_other_as_their_language_has_it(sentences: list[str], line: str) -> None:
    assert in_a_row(sentences) == line


def test_what_is_put_together_has_chinese_marks(chinese: Window) -> None:
    assert listed(["一", "", "二"]) == "一、二"
    assert about("甲", "乙") == "甲：乙"
    said = FigureWords(chinese).day_sentence(date(2026, 1, 2), Work(words=3, continued=2))
    assert said.endswith("：3 字、模型加了 2 个。")


def test_one_word_and_many_are_told_apart_in_english(window: Window) -> None:
    for count, words in ((0, "0 words"), (1, "1 word"), (2, "2 words"), (12345, "12,345 words")):
        window.status.show_words(count)
        assert window.status.words.text() == words
