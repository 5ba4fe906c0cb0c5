"""The widgets of the preferences, one kind of option each; what is changed elsewhere, they show at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from desktop.editor.look import book_face
from desktop.editor.messages.wording import about, translate
from desktop.editor.settings.option_kinds import Colour, FontFace, Number, OneOf, Option, Slider, Switch
from desktop.editor.settings.settings import Choices, Settings

SWATCH = 16  # pixels


@dataclass(frozen=True)
class Field:
    """An option's widgets.

    Attributes:
        widget: All of them, as one.
        control: The one that takes the keyboard.
        show: Shows a value, without telling that it has changed.
    """

    widget: QWidget
    control: QWidget
    show: Callable[[Any], None]


def make_field(option: Option, settings: Settings) -> Field:
    """Make the widgets of an option; what the writer does with them takes effect, and is kept, at once."""

    def keep(value: object) -> None:
        settings.update(**{option.name: value})

    match option.kind:
        case Switch():
            field = _switch(option, keep)
        case Slider():
            field = _slider(option.kind, keep)
        case Number():
            field = _number(option.kind, isinstance(getattr(Choices(), option.name), float), keep)
        case OneOf():
            field = _one_of(option.kind, keep)
        case FontFace():
            field = _font_face(keep)
        case Colour():
            field = _colour(option, keep)
        case _:
            raise TypeError(f"no field is made for {option}")
    field.control.setObjectName(option.name)
    field.control.setToolTip(option.tip)
    field.control.setAccessibleDescription(option.tip)
    field.show(getattr(settings.choices, option.name))
    field.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.control.installEventFilter(_WheelScrolls(field.control))
    return field


class _WheelScrolls(QObject):
    """Lets the wheel scroll the preferences, and not change what happens to pass below the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _switch(option: Option, keep: Callable[[object], None]) -> Field:
    box = QCheckBox(option.words)
    box.toggled.connect(keep)
    return Field(box, box, box.setChecked)


def _slider(kind: Slider, keep: Callable[[object], None]) -> Field:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(kind.low, kind.high)
    label = QLabel()
    widest = max((kind.words(position) for position in (kind.low, kind.high)), key=len)
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(widest + "00"))

    def say(position: int) -> None:
        label.setText(kind.words(position))
        slider.setAccessibleDescription(kind.words(position))

    def show(value: float) -> None:
        with QSignalBlocker(slider):  # a value between two positions stays as it is
            slider.setValue(round(value * kind.scale))
        say(slider.value())

    slider.valueChanged.connect(say)
    slider.valueChanged.connect(lambda position: keep(position if kind.scale == 1 else position / kind.scale))
    return Field(_row(slider, label), slider, show)


def _number(kind: Number, is_float: bool, keep: Callable[[object], None]) -> Field:
    spin = QDoubleSpinBox() if is_float else QSpinBox()
    if isinstance(spin, QDoubleSpinBox):
        spin.setDecimals(kind.decimals)
        spin.setRange(kind.low, kind.high)
        spin.setSingleStep(kind.step)
    else:
        spin.setRange(int(kind.low), int(kind.high))
        spin.setSingleStep(int(kind.step))
    spin.setSuffix(kind.suffix())
    spin.valueChanged.connect(keep)

    def show(value: float) -> None:
        if value != spin.value():  # else the cursor would jump while the writer types
            with QSignalBlocker(spin):
                spin.setValue(value)  # type: ignore[arg-type]

    return Field(spin, spin, show)


def _one_of(kind: OneOf, keep: Callable[[object], None]) -> Field:
    combo = QComboBox()
    for value, words in kind.values():
        combo.addItem(words, value)
    combo.currentIndexChanged.connect(lambda index: keep(combo.itemData(index)))

    def show(value: str) -> None:
        with QSignalBlocker(combo):
            combo.setCurrentIndex(max(0, combo.findData(value)))

    return Field(combo, combo, show)


def _font_face(keep: Callable[[object], None]) -> Field:
    combo = QFontComboBox()
    combo.currentFontChanged.connect(lambda font: keep(font.family()))

    def show(value: str) -> None:
        with QSignalBlocker(combo):
            combo.setCurrentFont(QFont(value or book_face()))

    return Field(combo, combo, show)


def _colour(option: Option, keep: Callable[[object], None]) -> Field:
    button = QPushButton()
    button.setAutoDefault(False)
    reset = QToolButton()
    reset.setText(translate("Preferences", "Default"))
    reset.setAccessibleName(about(option.words, reset.text()))
    reset.clicked.connect(lambda: keep(""))
    current = [""]

    def show(value: str) -> None:
        current[0] = value
        swatch = QPixmap(SWATCH, SWATCH)
        swatch.fill(QColor(value) if value else Qt.GlobalColor.transparent)
        button.setIcon(QIcon(swatch))
        button.setText(value or translate("Preferences", "The desk's own"))
        reset.setEnabled(bool(value))

    def choose() -> None:
        dialog = QColorDialog(QColor(current[0] or "white"), button.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(option.words)
        dialog.colorSelected.connect(lambda colour: keep(colour.name()))
        dialog.open()

    button.clicked.connect(choose)
    return Field(_row(button, reset), button, show)


def _row(control: QWidget, beside: QWidget) -> QWidget:
    row = QWidget()
    row.setFocusProxy(control)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(control, 1)
    layout.addWidget(beside)
    return row
