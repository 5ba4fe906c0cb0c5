"""The preferences: every change takes effect, and is kept, at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.inference.worker import Worker
from desktop.editor.look import book_face
from desktop.editor.preferences.device_choice import DeviceChoice
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.language import LANGUAGES, SYSTEM
from desktop.editor.settings.settings import LARGEST_FONT, SMALLEST_FONT, Settings

PRECISION_PERCENT = (2, 90)
TEMPERATURE_PERCENT = (0, 150)


class Preferences(QDialog):
    """The dialog.

    Signals:
        choose_model: The writer wants to choose a model.
        choose_mood_model: The writer wants to choose a model for the mood line.
    """

    choose_model = Signal()
    choose_mood_model = Signal()

    def __init__(self, settings: Settings, worker: Worker, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._worker = worker
        settings.changed.connect(self._on_settings)
        self._tabs = self._make_tabs()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._tabs)
        self._column.addWidget(buttons)
        self.resize(560, 600)

    def _make_tabs(self) -> QTabWidget:
        self.setWindowTitle(self.tr("Preferences"))
        self._keys: dict[str, QKeySequenceEdit] = {}
        tabs = QTabWidget(self)
        tabs.addTab(self._writing_tab(), self.tr("Writing"))
        tabs.addTab(self._keys_tab(), self.tr("Keys"))
        return tabs

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew when the language has changed, which happens right here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            old, self._tabs = self._tabs, self._make_tabs()
            self._column.replaceWidget(old, self._tabs)
            self._tabs.setCurrentIndex(old.currentIndex())
            old.deleteLater()
            self._language.setFocus()

    # --- writing -----------------------------------------------------------------------------------------

    def _writing_tab(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setSpacing(14)
        for title, rows in (
            (self.tr("Suggestions"), self._suggestion_rows()),
            (self.tr("Continue story"), self._continue_rows()),
            (self.tr("Page"), self._page_rows()),
            (self.tr("Model"), self._model_rows()),
            (self.tr("Mood line"), self._mood_rows()),
            ("", self._language_rows()),
        ):
            box = QGroupBox(title)
            form = QFormLayout(box)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for words, widget in rows:
                form.addRow(words, widget)
            column.addWidget(box)
        column.addStretch(1)
        return tab

    def _suggestion_rows(self) -> list[tuple[str, QWidget]]:
        choices = self._settings.choices
        on = QCheckBox(self.tr("Suggest while I type"))
        on.setObjectName("suggestions")
        on.setChecked(choices.suggestions)
        on.toggled.connect(lambda value: self._settings.update(suggestions=value))
        length = self._slider(
            "max_words",
            (1, 8),
            choices.max_words,
            lambda value: self.tr("up to %n word(s)", None, value),
            int,
        )
        precision = self._slider(
            "precision",
            PRECISION_PERCENT,
            round(choices.precision * 100),
            lambda value: self.tr("at least {percent}% sure").format(percent=value),
            _percent,
        )
        return [("", on), (self.tr("Length"), length), (self.tr("Precision"), precision)]

    def _continue_rows(self) -> list[tuple[str, QWidget]]:
        choices = self._settings.choices
        words = QSpinBox()
        words.setObjectName("continue_words")
        words.setRange(10, 1000)
        words.setSingleStep(10)
        words.setSuffix(self.tr(" words", "after a number"))
        words.setValue(choices.continue_words)
        words.valueChanged.connect(lambda value: self._settings.update(continue_words=value))
        creativity = self._slider(
            "temperature", TEMPERATURE_PERCENT, round(choices.temperature * 100), "{}%".format, _percent
        )
        return [(self.tr("Length"), words), (self.tr("Creativity"), creativity)]

    def _page_rows(self) -> list[tuple[str, QWidget]]:
        choices = self._settings.choices
        family = QFontComboBox()
        family.setObjectName("font_family")
        family.setCurrentFont(QFont(choices.font_family or book_face()))
        family.currentFontChanged.connect(lambda font: self._settings.update(font_family=font.family()))
        points = QDoubleSpinBox()
        points.setObjectName("font_points")
        points.setRange(SMALLEST_FONT, LARGEST_FONT)
        points.setDecimals(0)
        points.setSuffix(self.tr(" pt", "after a number"))
        points.setValue(choices.font_points)
        points.valueChanged.connect(lambda value: self._settings.update(font_points=value))
        return [(self.tr("Font"), family), (self.tr("Size"), points)]

    def _model_rows(self) -> list[tuple[str, QWidget]]:
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.setObjectName("choose_model")
        choose.clicked.connect(self.choose_model)
        device = DeviceChoice(self._settings, self._worker)
        return [(self.tr("Model"), choose), (self.tr("Runs on"), device)]

    def _mood_rows(self) -> list[tuple[str, QWidget]]:
        on = self._mood_line = QCheckBox(self.tr("Show how light or dark the story reads"))
        on.setObjectName("mood_line")
        on.setChecked(self._settings.choices.mood_line)
        on.toggled.connect(lambda value: self._settings.update(mood_line=value))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.setObjectName("choose_mood_model")
        choose.clicked.connect(self.choose_mood_model)
        return [("", on), (self.tr("Model"), choose)]

    def _on_settings(self, names: frozenset[str]) -> None:
        # It goes off by itself where it has no model.
        if "mood_line" in names:
            self._mood_line.setChecked(self._settings.choices.mood_line)

    def _language_rows(self) -> list[tuple[str, QWidget]]:
        language = self._language = QComboBox()
        language.setObjectName("language")
        language.addItem(self.tr("The system's"), SYSTEM)
        for name, own_name in LANGUAGES.items():
            language.addItem(own_name, name)
        language.setCurrentIndex(max(0, language.findData(self._settings.choices.language)))
        language.currentIndexChanged.connect(
            lambda index: self._settings.update(language=language.itemData(index))
        )
        return [(self.tr("Language"), language)]

    def _slider(
        self,
        name: str,
        span: tuple[int, int],
        value: int,
        words: Callable[[int], str],
        convert: Callable[[int], float],
    ) -> QWidget:
        row = QWidget()
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(name)
        slider.setRange(*span)
        slider.setValue(value)
        label = QLabel(words(value))
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(words(188)))

        def show(value: int) -> None:
            label.setText(words(value))
            self._settings.update(**{name: convert(value)})

        slider.valueChanged.connect(show)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(slider, 1)
        layout.addWidget(label)
        return row

    # --- keys --------------------------------------------------------------------------------------------

    def _keys_tab(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        for command in COMMANDS:
            edit = QKeySequenceEdit(QKeySequence(self._settings.keys_of(command.name)))
            edit.setObjectName(f"keys_{command.name}")
            edit.setMaximumSequenceLength(1)
            edit.setClearButtonEnabled(True)
            edit.keySequenceChanged.connect(lambda keys, name=command.name: self._rebind(name, keys))
            self._keys[command.name] = edit
            form.addRow(command.title, self._with_reset(edit, command.keys))
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        self._conflict = QLabel("")
        self._conflict.setObjectName("conflict")
        self._conflict.setWordWrap(True)
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.addWidget(area)
        column.addWidget(self._conflict)
        self._show_conflict()
        return tab

    def _with_reset(self, edit: QKeySequenceEdit, keys: str) -> QWidget:
        row = QWidget()
        reset = QToolButton()
        reset.setText(self.tr("Default"))
        reset.clicked.connect(lambda: edit.setKeySequence(QKeySequence(keys)))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(edit, 1)
        layout.addWidget(reset)
        return row

    def _rebind(self, name: str, keys: QKeySequence) -> None:
        text = keys.toString(QKeySequence.SequenceFormat.PortableText)
        self._settings.update(keys={**self._settings.choices.keys, name: text})
        self._show_conflict()

    def _show_conflict(self) -> None:
        """Say so when two commands want the same keys; a ghost's and a running story's may share."""
        owners: dict[str, str] = {}
        for command in COMMANDS:
            keys = self._settings.keys_of(command.name)
            other = owners.setdefault(keys, command.name)
            if keys and other != command.name and {other, command.name} != {"stop", "dismiss"}:
                titles = [one.title for one in COMMANDS if one.name in (other, command.name)]
                self._conflict.setText(
                    self.tr("“{one}” and “{other}” have the same keys; give one others.").format(
                        one=titles[0], other=titles[1]
                    )
                )
                return
        self._conflict.clear()


def _percent(value: int) -> float:
    return value / 100
