"""Colours, fonts and the style sheet, derived from the system's palette, so that dark desktops stay dark."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette

from desktop.engine.folders import resources_folder

# Book faces that come with the common systems, the most pleasant to read on a screen first.
BOOK_FACES = (
    "Charter",
    "Iowan Old Style",
    "Source Serif 4",
    "Source Serif Pro",
    "Literata",
    "Georgia",
    "Libertinus Serif",
    "Cambria",
    "Noto Serif",
    "Liberation Serif",
    "DejaVu Serif",
)


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """Mix two colours; `share` (0..1) is the part of `front`."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * rest,
        front.greenF() * share + back.greenF() * rest,
        front.blueF() * share + back.blueF() * rest,
    )


@dataclass(frozen=True)
class Look:
    """The colours of the desk.

    Attributes:
        paper: Behind the text.
        desk: Behind the bars.
        ink: The text.
        quiet: Labels that should not call for attention.
        ghost: A suggestion that is not yet kept.
        hairline: Thin separators.
        accent: The one colour for things that can be pressed and are on.
        continued: Behind words that Continue has just written.
    """

    paper: QColor
    desk: QColor
    ink: QColor
    quiet: QColor
    ghost: QColor
    hairline: QColor
    accent: QColor
    continued: QColor

    @classmethod
    def from_palette(cls, palette: QPalette) -> "Look":
        """Derive the colours from the system's palette."""
        base = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        dark = base.lightnessF() < ink.lightnessF()
        warm = QColor("#2a2620") if dark else QColor("#f6efe2")
        accent = QColor("#8fb3e8") if dark else QColor("#2f5d9b")
        paper = blend(warm, base, 0.35)
        ink = blend(ink, paper, 0.90)
        return cls(
            paper=paper,
            desk=blend(warm, paper, 0.55) if not dark else blend(base, paper, 0.4),
            ink=ink,
            quiet=blend(ink, paper, 0.66),
            ghost=blend(ink, paper, 0.50),
            hairline=blend(ink, paper, 0.13),
            accent=accent,
            continued=blend(accent, paper, 0.11),
        )

    def style_sheet(self) -> str:
        """Return the style sheet of the whole window."""
        names = {name: getattr(self, name).name() for name in self.__dataclass_fields__}
        names["hover"] = blend(self.ink, self.desk, 0.07).name()
        names["pressed"] = blend(self.ink, self.desk, 0.13).name()
        names["accent_hover"] = blend(self.ink, self.accent, 0.15).name()
        names["selection"] = blend(self.accent, self.paper, 0.28).name()
        sheet = STYLE
        for name, colour in names.items():
            sheet = sheet.replace(f"@{name}@", colour)
        return sheet


@cache
def book_face() -> str:
    """Return the best book face installed here."""
    installed = set(QFontDatabase.families())
    for face in BOOK_FACES:
        if face in installed:
            return face
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def page_font(family: str, points: float) -> QFont:
    """Return the page's font; an empty `family` means the best book face installed."""
    font = QFont(family or book_face())
    font.setPointSizeF(points)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def current_look() -> Look:
    """Return the colours for the application's palette as it is now."""
    return Look.from_palette(QGuiApplication.palette())


def application_icon() -> QIcon:
    """Return Inkling's icon; PNG files, since the SVG reader is a Qt part that may not be there."""
    icon = QIcon()
    for path in sorted((resources_folder() / "icons").glob("inkling-*.png")):
        icon.addFile(str(path))
    return icon


STYLE = """
QMainWindow, QWidget#central { background: @desk@; }
QWidget#page_frame { background: @paper@; }
QPlainTextEdit#page {
    background: @paper@; color: @ink@; border: none;
    selection-background-color: @selection@; selection-color: @ink@;
}
QToolBar#bar {
    background: @desk@; border: none; border-bottom: 1px solid @hairline@; padding: 5px 10px; spacing: 4px;
}
QToolBar#bar QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 5px 11px;
}
QToolBar#bar QToolButton:hover { background: @hover@; }
QToolBar#bar QToolButton:pressed { background: @pressed@; }
QToolBar#bar QToolButton:focus { border-color: @accent@; }
QToolBar#bar QToolButton:disabled { color: @quiet@; }
QToolBar#bar QToolButton#continue_button {
    background: @accent@; color: @paper@; font-weight: 600; padding: 5px 15px;
}
QToolBar#bar QToolButton#continue_button:hover { background: @accent_hover@; }
QToolBar#bar QToolButton#continue_button:focus { border: 2px solid @ink@; padding: 4px 14px; }
QToolBar#bar QToolButton#continue_button:disabled { background: @hairline@; color: @quiet@; }
QMenuBar { background: @desk@; color: @ink@; border: none; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 5px; }
QMenuBar::item:selected { background: @hover@; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QStatusBar { background: @desk@; color: @quiet@; border-top: 1px solid @hairline@; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @quiet@; padding: 3px 10px; }
QStatusBar QToolButton {
    color: @quiet@; background: transparent; border: none; border-radius: 5px; padding: 3px 10px;
}
QStatusBar QToolButton::menu-indicator { image: none; }
QStatusBar QToolButton:hover { background: @hover@; color: @ink@; }
QStatusBar QToolButton:checked { background: transparent; color: @accent@; }
QFrame#message_bar { background: @continued@; border: none; border-bottom: 1px solid @hairline@; }
QFrame#message_bar QLabel { color: @ink@; }
QFrame#message_bar QToolButton {
    color: @accent@; background: transparent; border: none; border-radius: 5px; padding: 4px 10px;
    font-weight: 600;
}
QFrame#message_bar QToolButton:hover { background: @hover@; }
QStatusBar QToolButton:focus, QFrame#message_bar QToolButton:focus {
    background: @hover@; color: @ink@; border: 1px solid @accent@; padding: 2px 9px;
}
QFrame#first_steps { background: @desk@; border: none; border-bottom: 1px solid @hairline@; }
QFrame#first_steps QLabel { color: @quiet@; }
QFrame#first_steps QLabel#first_steps_title { color: @accent@; font-weight: 600; }
QFrame#first_steps QLabel#first_steps_task { color: @ink@; }
QPlainTextEdit#first_steps_line {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 6px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QPlainTextEdit#first_steps_line:focus { border-color: @accent@; }
QFrame#command_palette { background: @desk@; border: 1px solid @ghost@; border-radius: 8px; }
QFrame#command_palette QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @accent@; border-radius: 5px; padding: 5px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#command_palette QLabel { color: @quiet@; padding: 12px; }
QFrame#command_palette QTreeWidget { background: @desk@; color: @ink@; border: none; outline: none; }
QFrame#command_palette QTreeWidget::item { padding: 3px 6px; }
QFrame#command_palette QTreeWidget::item:selected { background: @selection@; color: @ink@; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: @hairline@; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @ghost@; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
