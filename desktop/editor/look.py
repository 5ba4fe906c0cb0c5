"""Colours, fonts and the style sheet, derived from the system's palette, so that dark desktops stay dark."""

from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette

from desktop.engine.folders import resources_folder

LOOK_PROPERTY = "inkling_look"  # of the application: the look of the chosen theme, or none

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


def contrast(front: QColor, back: QColor) -> float:
    """How well two colours can be told apart, 1 to 21.

    The ratio is that of [WCAG 2](https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
    """
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    shares = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True))


# The paper, the ink and the accent of each theme.
THEMES = {
    "light": ("#fcf9f5", "#1d1b18", "#2f5d9b"),
    "dark": ("#211f1c", "#ded8cd", "#8fb3e8"),
    "sepia": ("#f3e7d0", "#43321f", "#1f5a66"),
    "contrast": ("#000000", "#ffffff", "#5fd7ff"),
}
# The least contrast with the paper with which text can be read without effort (WCAG 2, level AA), and with
# which what is to stand back can still be seen.
LEAST = {"page_ink": 4.5, "ghost": 2.0, "dim": 1.5}
# So much of the ink, or of the marker's colour; the first with which words can be read.
QUIET, MARKED = (0.66, 0.72, 0.80, 0.90), (0.42, 0.36, 0.28, 0.20, 0.12)
SUGGESTED = QColor("#8a63c9")  # no colour that means anything else on the page
LEAST_OF_SIGNS = 3.0  # the same for buttons and what is drawn (WCAG 2.1, 1.4.11)


@dataclass(frozen=True)
class Look:
    """The colours of the desk.

    Attributes:
        paper: Behind the text.
        desk: Behind the bars.
        page_ink: The text.
        ink: The words of bars and dialogs, which can be read even when the writer's own text cannot.
        quiet: Labels that should not call for attention.
        ghost: A suggestion that is not yet kept.
        dim: Text that is not in focus.
        hairline: Thin separators.
        accent: The one colour for things that can be pressed and are on.
        continued: Behind words that Continue has just written.
        suggested: Behind words that the machine has suggested, whenever that was.
        found: Behind words that were looked for.
        scope: Behind the stretch in which they are looked for.
    """

    paper: QColor
    desk: QColor
    page_ink: QColor
    ink: QColor
    quiet: QColor
    ghost: QColor
    dim: QColor
    hairline: QColor
    accent: QColor
    continued: QColor
    suggested: QColor
    found: QColor
    scope: QColor

    @classmethod
    def from_palette(cls, palette: QPalette) -> "Look":
        """Derive the colours from the system's palette."""
        base = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        dark = base.lightnessF() < ink.lightnessF()
        warm = QColor("#2a2620") if dark else QColor("#f6efe2")
        accent = QColor("#8fb3e8") if dark else QColor("#2f5d9b")
        paper = blend(warm, base, 0.35)
        desk = blend(warm, paper, 0.55) if not dark else blend(base, paper, 0.4)
        return cls._derived(paper, blend(ink, paper, 0.90), accent, desk)

    @classmethod
    def of_theme(cls, name: str) -> "Look | None":
        """Return the colours of one of `THEMES`; None for another name."""
        if name not in THEMES:
            return None
        paper, ink, accent = map(QColor, THEMES[name])
        look = cls._derived(paper, ink, accent, blend(ink, paper, 0.04))
        if name == "contrast":
            # Nothing is faint here: lines can be seen, what is quiet can be read (WCAG 2, level AAA).
            return replace(
                look,
                desk=paper,
                quiet=blend(ink, paper, 0.85),
                ghost=QColor("#ffd60a"),
                dim=blend(ink, paper, 0.62),
                hairline=blend(ink, paper, 0.65),
                suggested=blend(SUGGESTED, paper, 0.55),
                found=blend(QColor("#ffd60a"), paper, 0.45),
                scope=blend(ink, paper, 0.25),
            )
        return look

    @classmethod
    def own(cls, paper: str, ink: str, ghost: str = "", dim: str = "") -> "Look":
        """Return a look of the writer's own colours, "#rrggbb"; what is "" goes with the others."""
        back = QColor(paper or THEMES["light"][0])
        themes = [tuple(map(QColor, THEMES[name])) for name in ("light", "dark")]
        front = QColor(ink) if ink else max((one[1] for one in themes), key=lambda one: contrast(one, back))
        readable = front
        if contrast(front, back) < LEAST["page_ink"]:
            readable = max((QColor("black"), QColor("white")), key=lambda one: contrast(one, back))
        accent = max((one[2] for one in themes), key=lambda one: contrast(one, back))
        if contrast(accent, back) < LEAST_OF_SIGNS:
            accent = readable
        look = cls._derived(back, readable, accent, blend(readable, back, 0.05))
        return replace(
            look,
            page_ink=front,
            ghost=QColor(ghost) if ghost else blend(front, back, 0.50),
            dim=QColor(dim) if dim else blend(front, back, 0.34),
        )

    @classmethod
    def _derived(cls, paper: QColor, ink: QColor, accent: QColor, desk: QColor) -> "Look":
        marked = [blend(QColor("#f0b429"), paper, share) for share in MARKED]
        return cls(
            paper=paper,
            desk=desk,
            page_ink=ink,
            ink=ink,
            quiet=next(
                (one for one in (blend(ink, desk, share) for share in QUIET) if contrast(one, desk) >= 4.5),
                ink,
            ),
            ghost=blend(ink, paper, 0.50),
            dim=blend(ink, paper, 0.34),
            hairline=blend(ink, paper, 0.13),
            accent=accent,
            continued=blend(accent, paper, 0.11),
            suggested=blend(SUGGESTED, paper, 0.16),
            found=next(one for one in marked if contrast(ink, one) >= 4.5 or one == marked[-1]),
            scope=blend(accent, paper, 0.08),
        )

    @property
    def is_dark(self) -> bool:
        """Whether the paper is darker than the ink."""
        return _luminance(self.paper) < _luminance(self.ink)

    def too_faint(self) -> dict[str, tuple[float, float]]:
        """What can hardly be read on the paper: its contrast, and the least that it should have."""
        ratios = {name: contrast(getattr(self, name), self.paper) for name in LEAST}
        return {name: (ratio, LEAST[name]) for name, ratio in ratios.items() if ratio < LEAST[name]}

    def palette(self) -> QPalette:
        """Return these colours for all widgets that no style sheet knows: dialogs, menus, tooltips."""
        # Fields are to stand out from the ground that they stand on.
        ground = self.desk if self.desk != self.paper else blend(self.ink, self.paper, 0.2)
        palette, role = QPalette(ground), QPalette.ColorRole
        for one, colour in (
            (role.Window, ground),
            (role.Base, self.paper),
            (role.AlternateBase, self.desk),
            (role.Button, blend(self.ink, ground, 0.06)),
            (role.ToolTipBase, self.paper),
            (role.Highlight, self.accent),
            (role.HighlightedText, self.paper),
            (role.Link, self.accent),
            (role.LinkVisited, self.accent),
            (role.Accent, self.accent),
            (role.PlaceholderText, self.quiet),
        ):
            palette.setColor(one, colour)
        for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText):
            palette.setColor(one, self.ink)
            palette.setColor(QPalette.ColorGroup.Disabled, one, blend(self.ink, self.desk, 0.5))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, self.hairline)
        return palette

    def style_sheet(self) -> str:
        """Return the style sheet of the whole window."""
        return self.coloured(STYLE)

    def coloured(self, sheet: str) -> str:
        """Return a style sheet with these colours in place of their names, `@ink@` and the like."""
        names = {name: getattr(self, name).name() for name in self.__dataclass_fields__}
        names["hover"] = blend(self.ink, self.desk, 0.07).name()
        names["pressed"] = blend(self.ink, self.desk, 0.13).name()
        names["accent_hover"] = blend(self.ink, self.accent, 0.15).name()
        names["selection"] = blend(self.accent, self.paper, 0.28).name()
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
    """Return the colours of the theme that is worn now, else those for the system's palette."""
    application = QGuiApplication.instance()
    look = application.property(LOOK_PROPERTY) if application else None
    return look if isinstance(look, Look) else Look.from_palette(QGuiApplication.palette())


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
    background: @paper@; color: @page_ink@; border: none;
    selection-background-color: @selection@; selection-color: @page_ink@;
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
QFrame#find_bar { background: @desk@; border: none; border-top: 1px solid @hairline@; }
QFrame#find_bar QLabel { color: @quiet@; }
QFrame#find_bar QLabel#find_state { min-width: 86px; padding: 0 6px; }
QFrame#find_bar QLabel#find_beyond { padding: 0 6px; }
QFrame#find_bar QLabel#find_trouble { color: @ink@; padding: 2px 0; }
QFrame#find_bar QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 4px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#find_bar QLineEdit:focus { border-color: @accent@; }
QFrame#find_bar QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 4px 8px;
}
QFrame#find_bar QToolButton:hover { background: @hover@; }
QFrame#find_bar QToolButton:pressed { background: @pressed@; }
QFrame#find_bar QToolButton:checked { background: @continued@; border-color: @accent@; color: @accent@; }
QFrame#find_bar QToolButton:focus { border-color: @accent@; }
QFrame#find_bar QToolButton:disabled { color: @ghost@; }
QFrame#next_words { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#proposals, QFrame#rephrase { background: @desk@; border: none; border-top: 1px solid @hairline@; }
QFrame#next_words QLabel, QFrame#proposals QLabel, QFrame#rephrase QLabel { color: @quiet@; }
QLabel#next_words_title, QLabel#proposals_title, QLabel#rephrase_title { color: @ink@; font-weight: 600; }
QFrame#way[current="true"] QLabel#way_title { color: @accent@; font-weight: 600; }
QFrame#next_words QListView, QFrame#next_words_popup QListView {
    background: @desk@; color: @ink@; border: none; outline: none;
}
QFrame#next_words_popup QListView { border: 1px solid @ghost@; }
QFrame#proposals QListWidget, QFrame#rephrase QListView, QFrame#proposals QPlainTextEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; outline: none;
}
QFrame#proposals QListWidget::item { padding: 4px 5px; }
QFrame#proposals QListWidget::indicator {
    width: 11px; height: 11px; border: 1px solid @quiet@; border-radius: 3px; background: @paper@;
}
QFrame#proposals QListWidget::indicator:checked { background: @accent@; border-color: @accent@; }
QFrame#proposals QListWidget::item:focus { background: @selection@; color: @ink@; }
QFrame#rephrase QListWidget::item { padding: 3px 6px; }
QFrame#rephrase QListWidget::item:selected { background: @selection@; color: @ink@; }
QFrame#way[current="true"] QListWidget { border-color: @accent@; }
QFrame#next_words QListView:focus, QFrame#proposals QListWidget:focus, QFrame#rephrase QListView:focus,
QFrame#proposals QPlainTextEdit:focus { border: 1px solid @accent@; }
QFrame#next_words QToolButton, QFrame#proposals QToolButton, QFrame#rephrase QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 4px 8px;
}
QFrame#next_words QToolButton { padding: 2px 5px; }
QFrame#proposals QToolButton#proposals_insert { color: @accent@; font-weight: 600; }
QFrame#next_words QToolButton:hover, QFrame#proposals QToolButton:hover, QFrame#rephrase QToolButton:hover {
    background: @hover@;
}
QFrame#next_words QToolButton:focus, QFrame#proposals QToolButton:focus, QFrame#rephrase QToolButton:focus {
    border-color: @accent@;
}
QFrame#proposals QToolButton:disabled { color: @ghost@; font-weight: 400; }
QLabel#hint {
    background: @desk@; color: @ink@; border: 1px solid @hairline@; border-radius: 6px; padding: 7px 14px;
}
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
QFrame#story_panel { background: @desk@; border: none; }
QFrame#story_panel QLabel#story_title { color: @ink@; font-weight: 600; padding: 2px 0; }
QFrame#story_panel QLabel#story_total { color: @quiet@; }
QFrame#story_panel QTreeWidget { background: @desk@; color: @ink@; border: none; outline: none; }
QFrame#story_panel QTreeWidget::item { padding: 4px 2px; }
QFrame#story_panel QTreeWidget::item:hover { background: @hover@; }
QFrame#story_panel QTreeWidget::item:selected { background: @hover@; color: @ink@; }
QFrame#story_panel QTreeWidget::item:selected:active { background: @selection@; color: @ink@; }
QFrame#story_panel QTreeWidget QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @accent@; padding: 0 2px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#story_panel QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#story_panel QToolButton:hover { background: @hover@; }
QFrame#story_panel QToolButton:focus { border-color: @accent@; }
QSplitter::handle { background: @hairline@; width: 1px; }
QFrame#outline { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#outline QLabel, QFrame#outline QCheckBox { color: @quiet@; }
QFrame#outline QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#outline QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 4px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#outline QLineEdit:focus { border-color: @accent@; }
QFrame#outline QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#outline QListView:focus { border-color: @accent@; }
QFrame#outline QListView::item { padding: 3px 4px; border-radius: 4px; }
QFrame#outline QListView::item:hover { background: @hover@; }
QFrame#outline QListView::item:selected { background: @selection@; color: @ink@; }
QFrame#reread { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#reread QLabel { color: @quiet@; }
QFrame#reread QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#reread QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#reread QListView:focus { border-color: @accent@; }
QFrame#reread QComboBox {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 3px 8px;
}
QFrame#reread QComboBox:focus { border-color: @accent@; }
QFrame#reread QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#reread QToolButton:hover { background: @hover@; }
QFrame#reread QToolButton:focus { border-color: @accent@; }
QFrame#reread QToolButton:disabled { color: @quiet@; }
QFrame#memory { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#memory QLabel { color: @quiet@; }
QFrame#memory QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#memory QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#memory QListView:focus { border-color: @accent@; }
QFrame#memory QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 3px 8px;
}
QFrame#memory QLineEdit:focus { border-color: @accent@; }
QFrame#memory QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#memory QToolButton:hover { background: @hover@; }
QFrame#memory QToolButton:focus { border-color: @accent@; }
QFrame#memory QToolButton:disabled { color: @quiet@; }
QProgressBar#reread_progress { background: @hairline@; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar#reread_progress::chunk { background: @accent@; border-radius: 2px; }
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
