"""The mood line in the window: what is read, when, and where its points lead."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.editor import mood_line
from desktop.editor.desk import Desk
from desktop.editor.mood_chart import MoodChart
from desktop.editor.preferences import Preferences
from desktop.editor.settings import Settings
from desktop.editor.window import Window
from desktop.engine.mood import MoodModel
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine
from tests.engine.mood_bundle import make_mood_bundle
from tests.engine.tiny_bundle import make_window_bundle

BODY = " ".join(["word"] * 150)
LIGHT, DARK, NEITHER = f"First sun. {BODY}", f"Second night. {BODY}", f"Third. {BODY}"
STORY = f"{LIGHT}\n{DARK}\n{NEITHER}"
MOODS = [2 / 3, 1 / 3, 1 / 2]
# Said by the offscreen platform of every window, and of every tool tip.
shows_tips = pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise\(\)")


class GatedReader:
    """The real model behind a gate; notes what it is asked."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.error: Exception | None = None

    def load(self, folder: Path) -> "GatedReader":
        self._model = MoodModel.load(folder)
        return self

    def read(self, passages: list[str]) -> list[float]:
        self.asked += passages
        self.gate.wait(20)
        if self.error:
            raise self.error
        return self._model.read(passages)


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mood_line, "REST_MILLISECONDS", 30)


@pytest.fixture(scope="module")
def mood_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mood_bundle(tmp_path_factory.mktemp("models") / "moods")


@pytest.fixture
def reader() -> GatedReader:
    return GatedReader()


@pytest.fixture
def desk(
    settings: Settings, engine: FakeEngine, dialogs: FakeDialogs, reader: GatedReader, qtbot: QtBot
) -> Iterator[Desk]:
    desk = Desk(settings, engine.load, dialogs=dialogs, mood_factory=reader.load)
    yield desk
    reader.gate.set()
    for window in list(desk.windows):
        window.page.document().setModified(False)
        window.close()
    assert desk.end()


@pytest.fixture
def chart(window: Window) -> MoodChart:
    return window.mood_line.chart


@pytest.fixture
def lined(desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot) -> Writer:
    """A window with a story of three passages and its mood line."""
    writer.put(STORY)
    desk.moods.use(mood_bundle)
    wait_for_moods(qtbot, chart, MOODS)
    return writer


def wait_for_moods(qtbot: QtBot, chart: MoodChart, moods: list[float]) -> None:
    qtbot.waitUntil(lambda: chart.moods == pytest.approx(moods))


def choose(window: Window, name: str) -> None:
    """Choose a command as from the menu."""
    window.actions_[name].trigger()


def told(window: Window) -> str:
    return window.messages.sentence("mood")


def put_cursor(writer: Writer, after: str) -> None:
    cursor = writer.page.textCursor()
    cursor.setPosition(writer.text.index(after) + len(after))
    writer.page.setTextCursor(cursor)


def mood_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "inkling-mood"]


def click(qtbot: QtBot, chart: MoodChart, number: int) -> None:
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.spot(number).toPoint())


# --- reading ---------------------------------------------------------------------------------------------


def test_there_is_no_mood_line_until_it_is_wanted(
    writer: Writer, chart: MoodChart, window: Window, qtbot: QtBot
) -> None:
    writer.put(STORY)
    qtbot.wait(100)
    assert not chart.isVisible()
    assert not window.actions_["mood_line"].isChecked()
    assert not mood_threads()


def test_there_is_one_point_a_passage(lined: Writer, chart: MoodChart) -> None:
    assert chart.isVisible()
    assert lined.window.actions_["mood_line"].isChecked()


def test_an_edit_reads_its_passage_alone(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.asked.clear()
    put_cursor(lined, "Second night.")
    lined.type(" Night.")
    wait_for_moods(qtbot, chart, [2 / 3, 1 / 4, 1 / 2])
    assert [passage[:20] for passage in reader.asked] == ["Second night. Night."]


def test_undo_is_read_again(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    put_cursor(lined, "Second night.")
    lined.type(" Night.")
    wait_for_moods(qtbot, chart, [2 / 3, 1 / 4, 1 / 2])
    lined.undo()
    wait_for_moods(qtbot, chart, MOODS)


def test_a_new_passage_gets_a_new_point(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    lined.page.appendPlainText(f"Fourth sun, sun. {BODY}")
    wait_for_moods(qtbot, chart, [*MOODS, 3 / 4])


def test_a_text_without_words_has_no_points(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    lined.page.clear()
    wait_for_moods(qtbot, chart, [])


def test_typing_while_moods_are_read_is_neither_held_up_nor_lost(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    reader.asked.clear()
    put_cursor(lined, "Second night.")
    lined.type(" Sun")
    qtbot.waitUntil(lambda: bool(reader.asked))  # and is held up now
    lined.type(" sun")
    assert "Second night. Sun sun word" in lined.text
    qtbot.wait(60)
    reader.gate.set()
    wait_for_moods(qtbot, chart, [2 / 3, 3 / 5, 1 / 2])


def test_nothing_is_read_while_the_writer_types(lined: Writer, reader: GatedReader, qtbot: QtBot) -> None:
    reader.asked.clear()
    for letter in "so it goes on and on":
        lined.type(letter)
        qtbot.wait(5)
        assert not reader.asked
    qtbot.waitUntil(lambda: bool(reader.asked))


def test_suggestions_come_while_moods_are_read(lined: Writer, reader: GatedReader, qtbot: QtBot) -> None:
    reader.gate.clear()
    reader.asked.clear()
    lined.page.appendPlainText("He was late when he")
    put_cursor(lined, "when he")
    qtbot.waitUntil(lambda: bool(reader.asked))
    lined.get_ghost(" opened the")
    assert lined.painted


def test_a_long_story_is_read_whole(desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot):
    lines = [f"Number {number}. {'sun ' * (number % 5)}{BODY}" for number in range(400)]
    writer.put("\n".join(lines))
    desk.moods.use(mood_bundle)
    wait_for_moods(qtbot, chart, [(number % 5 + 1) / (number % 5 + 2) for number in range(400)])


def test_each_window_has_its_own_line(
    desk: Desk, lined: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot
) -> None:
    other = desk.new_window()
    other.page.setPlainText(f"{DARK}\n{LIGHT}")
    wait_for_moods(qtbot, other.mood_line.chart, [1 / 3, 2 / 3])
    assert chart.moods == pytest.approx(MOODS)
    other.page.document().setModified(False)
    other.close()
    lined.page.appendPlainText(LIGHT)
    wait_for_moods(qtbot, chart, [*MOODS, 2 / 3])


# --- going there -----------------------------------------------------------------------------------------


@shows_tips
@pytest.mark.parametrize(("number", "passage"), [(0, LIGHT), (1, DARK), (2, NEITHER)])
def test_a_click_goes_to_the_passage(
    lined: Writer, chart: MoodChart, qtbot: QtBot, number: int, passage: str
) -> None:
    chart.setFocus()
    click(qtbot, chart, number)
    assert lined.page.textCursor().position() == STORY.index(passage)
    assert lined.page.hasFocus()
    assert lined.page.viewport().rect().contains(lined.page.cursorRect())


def test_the_cursor_marks_its_passage(lined: Writer, chart: MoodChart) -> None:
    put_cursor(lined, "Second night")
    assert chart.accessibleDescription().startswith(
        "Passage 2 of 3, rather dark: “Second night. word word word word word word…”"
    )
    put_cursor(lined, "First")
    assert chart.accessibleDescription().startswith("Passage 1 of 3, rather light: “First sun.")


def test_points_move_with_their_paragraphs_before_they_are_read_again(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    put_cursor(lined, "First sun.")
    for _ in range(3):
        lined.press(Qt.Key.Key_Return)
    click(qtbot, chart, 1)
    assert lined.page.textCursor().block().text() == DARK
    lined.press(Qt.Key.Key_Return)  # in front of the passage
    click(qtbot, chart, 1)
    assert lined.page.textCursor().block().text() == DARK
    lined.press(Qt.Key.Key_Backspace)
    click(qtbot, chart, 2)
    assert lined.page.textCursor().block().text() == NEITHER


def test_a_point_of_a_deleted_passage_leads_to_what_is_left(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    lined.select(0, len(LIGHT) + len(DARK) + 10)
    lined.press(Qt.Key.Key_Delete)
    for number in range(3):
        click(qtbot, chart, number)
        assert lined.page.textCursor().position() == 0


def test_places_count_as_qt_does(
    desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot
) -> None:
    begin = "\U0001f600 " * 5 + "word " * 140 + "end. "
    text = f"\U0001f600 smile\n{begin}{begin}{begin}"
    writer.put(text)
    desk.moods.use(mood_bundle)
    wait_for_moods(qtbot, chart, [0.5] * 3)
    click(qtbot, chart, 2)
    before = text[: text.rindex(begin)]
    assert writer.page.textCursor().position() == len(before.encode("utf-16-le")) // 2


@shows_tips
def test_the_keyboard_walks_along_the_line(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    put_cursor(lined, "Second")
    lined.press(Qt.Key.Key_F6)
    assert chart.hasFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("Passage 3 of 3, neither light nor dark")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert lined.page.textCursor().blockNumber() == 1
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert lined.page.textCursor().position() == 0
    assert lined.page.hasFocus()


@shows_tips
def test_escape_leads_back_to_the_page(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    position = lined.page.textCursor().position()
    lined.press(Qt.Key.Key_F6)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert lined.page.hasFocus()
    assert lined.page.textCursor().position() == position


# --- on and off ------------------------------------------------------------------------------------------


def test_switching_off_unloads_and_stops_work(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    choose(window, "mood_line")
    assert not chart.isVisible()
    assert not window.actions_["mood_go"].isEnabled()
    qtbot.waitUntil(lambda: not mood_threads())
    reader.asked.clear()
    lined.page.appendPlainText(LIGHT)
    qtbot.wait(100)
    assert not reader.asked


def test_switching_off_stops_what_is_being_read(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    reader.asked.clear()
    lined.page.appendPlainText("\n".join(f"{number} {BODY}" for number in range(50)))
    qtbot.waitUntil(lambda: bool(reader.asked))
    choose(window, "mood_line")
    reader.gate.set()
    qtbot.waitUntil(lambda: not mood_threads())
    assert len(reader.asked) < 50
    assert not chart.isVisible()


def test_it_can_be_switched_on_again(lined: Writer, window: Window, chart: MoodChart, qtbot: QtBot) -> None:
    choose(window, "mood_line")
    choose(window, "mood_line")
    wait_for_moods(qtbot, chart, MOODS)
    assert chart.isVisible()


def test_the_choice_is_kept(lined: Writer, settings: Settings, tmp_path: Path, mood_bundle: Path) -> None:
    settings.flush()
    kept = Settings(QSettings(str(tmp_path / "inkling.ini"), QSettings.Format.IniFormat)).choices
    assert kept.mood_line
    assert kept.mood_model == str(mood_bundle)


def test_a_line_that_was_on_is_on_at_the_next_start(
    settings: Settings, desk: Desk, mood_bundle: Path, qtbot: QtBot
) -> None:
    settings.update(mood_line=True, mood_model=str(mood_bundle))
    window = desk.new_window()
    window.page.setPlainText(STORY)
    assert not mood_threads()  # the window comes first
    desk.start_model(Path("model"))
    wait_for_moods(qtbot, window.mood_line.chart, MOODS)


def test_an_installed_model_is_found(
    window: Window, writer: Writer, chart: MoodChart, mood_bundle: Path, monkeypatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("INKLING_MODELS", str(mood_bundle.parent))
    writer.put(STORY)
    choose(window, "mood_line")
    wait_for_moods(qtbot, chart, MOODS)


def test_without_a_model_the_writer_is_told_how_to_get_one(
    window: Window, writer: Writer, chart: MoodChart, dialogs: FakeDialogs, mood_bundle: Path, qtbot: QtBot
) -> None:
    writer.put(STORY)
    choose(window, "mood_line")
    assert "inkling-train fit --preset mood" in told(window)
    assert not window.actions_["mood_line"].isChecked()
    assert not chart.isVisible()
    dialogs.folder = mood_bundle
    window.messages.answer("mood", "Choose a folder…")
    wait_for_moods(qtbot, chart, MOODS)
    assert told(window) == ""


def test_a_writer_who_changes_their_mind_about_the_folder_has_no_line(
    window: Window, dialogs: FakeDialogs
) -> None:
    choose(window, "mood_line")
    dialogs.folder = None
    window.messages.answer("mood", "Choose a folder…")
    assert not window.actions_["mood_line"].isChecked()


def test_a_broken_bundle_is_one_sentence_and_nothing_else_breaks(
    desk: Desk, window: Window, writer: Writer, chart: MoodChart, mood_bundle: Path, tmp_path: Path, qtbot
) -> None:
    broken = Path(shutil.copytree(mood_bundle, tmp_path / "broken"))
    (broken / "mood.onnx").write_bytes(b"no graph")
    desk.moods.use(broken)
    qtbot.waitUntil(lambda: "mood.onnx does not match its checksum" in told(window))
    assert not window.actions_["mood_line"].isChecked()
    assert not chart.isVisible()
    writer.get_ghost("She opened the")
    desk.moods.use(mood_bundle)
    qtbot.waitUntil(chart.isVisible)
    assert told(window) == ""


def test_a_model_that_suggests_is_refused(desk: Desk, window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    desk.moods.use(make_window_bundle(tmp_path / "words"))
    qtbot.waitUntil(lambda: "suggests words and tells no moods" in told(window))


@pytest.mark.expects_errors
def test_a_model_that_fails_turns_the_line_off(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.error = ValueError("out of order")
    lined.page.appendPlainText(f"Fourth. {BODY}")
    qtbot.waitUntil(lambda: "failed; choose another one" in told(window))
    assert not chart.isVisible()
    assert not window.actions_["mood_line"].isChecked()


# --- documents -------------------------------------------------------------------------------------------


def test_a_document_closed_while_it_is_read_is_no_error(
    desk: Desk, lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    other = desk.new_window()
    reader.gate.clear()
    reader.asked.clear()
    other.page.setPlainText(f"{NEITHER} {LIGHT}")
    qtbot.waitUntil(lambda: bool(reader.asked))
    other.page.document().setModified(False)
    with qtbot.waitSignal(other.destroyed):
        other.close()
    reader.gate.set()
    lined.page.appendPlainText(DARK)
    wait_for_moods(qtbot, chart, [*MOODS, 1 / 3])


def test_another_document_has_other_points(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "other.txt"
    file.write_text(f"{DARK}\n{DARK}\n")
    reader.gate.clear()
    window.page.document().setModified(False)
    window.session.open(file)
    assert chart.moods == []
    reader.gate.set()
    wait_for_moods(qtbot, chart, [1 / 3, 1 / 3])


# --- preferences -----------------------------------------------------------------------------------------


@pytest.fixture
def preferences(window: Window) -> Preferences:
    window.show_preferences()
    found = window.findChild(Preferences)
    assert found is not None
    return found


def test_the_preferences_switch_it_and_follow(
    window: Window, preferences: Preferences, settings: Settings, mood_bundle: Path, qtbot: QtBot
) -> None:
    box = preferences.findChild(QCheckBox, "mood_line")
    assert box is not None
    box.click()  # there is no model, so it goes off again
    assert not box.isChecked()
    assert not settings.choices.mood_line
    settings.update(mood_model=str(mood_bundle))
    box.click()
    qtbot.waitUntil(window.mood_line.chart.isVisible)
    box.click()
    assert not window.mood_line.chart.isVisible()


def test_the_preferences_choose_its_model(
    window: Window, preferences: Preferences, mood_bundle: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("INKLING_MODELS", str(mood_bundle.parent))
    button = preferences.findChild(QPushButton, "choose_mood_model")
    assert button is not None
    button.click()
    models = window.findChild(QListWidget)
    assert models is not None
    assert [models.item(row).text().splitlines()[0] for row in range(models.count())] == ["Tiny moods"]
    models.itemActivated.emit(models.item(0))
    qtbot.waitUntil(window.mood_line.chart.isVisible)
