"""The page as the writer wants to see it: font, widths, spaces; and a word on colours hard to read."""

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.page.page import Shape
from desktop.editor.settings.page_options import THEMES, theme_words

OF_THE_PAGE = {
    "font_family",
    "font_points",
    "column_characters",
    "line_spacing",
    "paragraph_spacing",
    "first_line_indent",
    "page_margin",
}
TOPIC = "contrast"


class PageLook(QObject):
    """Gives one page what was chosen for all."""

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        frame.actions.bind(theme=self.next_theme)
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self._judge)
        self._on_settings(frozenset(OF_THE_PAGE))

    def next_theme(self) -> None:
        """Turn to the next theme; after the last one comes the system's."""
        theme = THEMES[(THEMES.index(self._frame.settings.choices.theme) + 1) % len(THEMES)]
        self._frame.settings.update(theme=theme)
        self._frame.remark(self.tr("Theme: {name}").format(name=dict(theme_words())[theme]))

    def _on_settings(self, names: frozenset[str]) -> None:
        choices = self._frame.settings.choices
        if names & OF_THE_PAGE:
            shape = Shape(
                choices.column_characters,
                choices.line_spacing,
                choices.paragraph_spacing,
                choices.first_line_indent,
                choices.page_margin,
            )
            self._frame.page.set_shape(shape, choices.font_family, choices.font_points)

    def _judge(self, look: Look) -> None:
        """Say so when the writer's own colours can hardly be read."""
        sentence = ""
        faint = look.too_faint() if self._frame.settings.choices.theme == "own" else {}
        for name, words in (
            ("page_ink", self.tr("Text in these colours would be hard to read")),
            ("ghost", self.tr("Suggestions in these colours would be hard to see")),
            ("dim", self.tr("Dimmed text in these colours would be hard to see")),
        ):
            if name in faint and not sentence:
                ratio, least = (self._frame.page.locale().toString(one, "f", 1) for one in faint[name])
                sentence = self.tr(
                    "{words} (contrast {ratio}, at least {least} is good); choose a darker or a lighter one."
                ).format(words=words, ratio=ratio, least=least)
        if not sentence:
            self._frame.messages.close_topic(TOPIC)
        elif sentence != self._frame.messages.sentence(TOPIC):
            self._frame.messages.say(TOPIC, sentence)
