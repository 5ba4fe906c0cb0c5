"""Colours and fonts, derived from the system's palette, so that dark desktops stay dark."""

from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette

from desktop.editor.style_sheet import STYLE
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
