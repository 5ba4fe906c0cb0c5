"""The preferences: one page of all there is to choose, which can be searched; changes take effect at once."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import fitting
from desktop.editor.inference.worker import Worker
from desktop.editor.messages.wording import translate
from desktop.editor.preferences.device_choice import DeviceChoice
from desktop.editor.preferences.fields import Field, make_field
from desktop.editor.preferences.key_fields import KeyFields
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.option_kinds import Special, Switch
from desktop.editor.settings.options import OPTIONS, SECTIONS
from desktop.editor.settings.settings import Settings

SIZE = QSize(760, 660)


@dataclass(frozen=True)
class Row:
    """One row: where it stands, and what it can be found by."""

    section: str
    widget: QWidget
    found_by: str


class Preferences(QDialog):
    """The dialog. Its rows are those of `OPTIONS`, and one for the keys of each command.

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
        self._is_going = False
        self._search = QLineEdit(self)
        self._search.setObjectName("search")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._search.setFocus)
        self._nothing = QLabel(self)
        self._nothing.setObjectName("nothing_found")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list = QListWidget(self)
        self._list.setObjectName("sections")
        self._list.currentRowChanged.connect(self._go_to)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.verticalScrollBar().valueChanged.connect(self._mark_section)
        self._conflict = QLabel(self)
        self._conflict.setObjectName("conflict")
        self._conflict.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Return searches
        sides = QHBoxLayout()
        sides.addWidget(self._list)
        sides.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._search)
        column.addWidget(self._nothing)
        column.addLayout(sides, 1)
        column.addWidget(self._conflict)
        column.addWidget(buttons)
        settings.changed.connect(self._on_settings)
        self._fill()
        self.resize(fitting(self, SIZE))

    def search(self, words: str) -> None:
        """Show only what these words find."""
        self._search.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew when the language has changed, which happens right here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
            self._fields["language"].control.setFocus()
            QTimer.singleShot(0, self._show_focused)  # once the new rows have their places

    def _show_focused(self) -> None:
        if focused := self.focusWidget():
            self._area.ensureWidgetVisible(focused)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the search."""
        super().showEvent(event)
        self._search.setFocus()

    # --- rows --------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make everything, in the language that is spoken now."""
        self.setWindowTitle(self.tr("Preferences"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search"))
        self._nothing.setText(self.tr("Nothing here is called that."))
        self._list.setAccessibleName(self.tr("Sections"))
        self._fields: dict[str, Field] = {}
        self._forms: dict[str, QFormLayout] = {}
        self._boxes: dict[str, QGroupBox] = {}
        self._rows: list[Row] = []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(14)
        for section, english in SECTIONS.items():
            box = self._boxes[section] = QGroupBox(translate("Preferences", english))
            form = self._forms[section] = QFormLayout(box)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            column.addWidget(box)
        column.addStretch(1)
        self._add_options()
        self._add_keys(page)
        if old := self._area.takeWidget():
            old.deleteLater()  # not at once: this may happen inside its own list of languages
        self._area.setWidget(page)
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems([box.title() for box in self._boxes.values()])
            self._list.setCurrentRow(0)
        margin = 4 * self._list.fontMetrics().averageCharWidth()
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + margin)
        self._filter()
        self._on_settings(frozenset(self._fields))

    def _add_options(self) -> None:
        specials = {
            "model": lambda: self._button("choose_model", self.choose_model),
            "mood_model": lambda: self._button("choose_mood_model", self.choose_mood_model),
            "provider": lambda: DeviceChoice(self._settings, self._worker),
        }
        for option in OPTIONS:
            if isinstance(option.kind, Special):
                widget = specials[option.name]()
                control = widget.focusProxy() or widget
            else:
                field = self._fields[option.name] = make_field(option, self._settings)
                widget, control = field.widget, field.control
            words = "" if isinstance(option.kind, Switch) else option.words  # stand in its box
            self._add_row(option.section, words, option.tip, widget, control, option.found_by)

    def _add_keys(self, page: QWidget) -> None:
        keys = KeyFields(self._settings, page)
        keys.conflict.connect(self._show_conflict)
        for command in COMMANDS:
            widget, control = keys.make(command)
            self._add_row("keys", command.title, "", widget, control, f"{command.title} {command.keys}")
        keys.look()

    def _add_row(
        self, section: str, words: str, tip: str, widget: QWidget, control: QWidget, found_by: str
    ) -> None:
        label = QLabel(words)
        label.setBuddy(control)
        if words:  # screen readers look for a buddy beside it only, and it may be further in
            control.setAccessibleName(words)
        label.setToolTip(tip)
        control.setToolTip(tip)
        self._forms[section].addRow(label, widget)
        self._rows.append(Row(section, widget, f"{found_by} {self._boxes[section].title()}".casefold()))

    def _button(self, name: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(self.tr("Choose…"))
        button.setAutoDefault(False)
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button

    def _on_settings(self, names: frozenset[str]) -> None:
        for option in OPTIONS:
            field = self._fields.get(option.name)
            if field and option.name in names:
                field.show(getattr(self._settings.choices, option.name))
            if field and option.needs in names:
                self._forms[option.section].labelForField(field.widget).setEnabled(
                    getattr(self._settings.choices, option.needs)
                )
                field.widget.setEnabled(getattr(self._settings.choices, option.needs))

    def _show_conflict(self, sentence: str) -> None:
        self._conflict.setText(sentence)
        self._conflict.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # --- finding -----------------------------------------------------------------------------------------

    def _filter(self) -> None:
        """Show the rows that all words of the search are found in, or all rows."""
        words = self._search.text().casefold().split()
        with_rows = set()
        for row in self._rows:
            found = all(word in row.found_by for word in words)
            self._forms[row.section].setRowVisible(row.widget, found)
            if found:
                with_rows.add(row.section)
        with QSignalBlocker(self._list):
            for number, (section, box) in enumerate(self._boxes.items()):
                box.setVisible(section in with_rows)
                self._list.item(number).setHidden(section not in with_rows)
        self._nothing.setVisible(not with_rows)

    def _go_to(self, number: int) -> None:
        """Scroll to a section."""
        box = list(self._boxes.values())[number]
        self._is_going = True
        self._area.verticalScrollBar().setValue(box.y())
        self._is_going = False

    def _mark_section(self, scrolled: int) -> None:
        """Mark the section that is at the top, unless the writer has chosen one further down."""
        if self._is_going:
            return
        tops = [box.y() for box in self._boxes.values()]
        number = max((n for n, top in enumerate(tops) if top <= scrolled + 1), default=0)
        with QSignalBlocker(self._list):
            self._list.setCurrentRow(number)
