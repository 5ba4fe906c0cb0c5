"""Find and replace, plugged into a window."""

from PySide6.QtCore import QObject

from desktop.editor.finding.find_bar import FindBar
from desktop.editor.finding.history import History
from desktop.editor.finding.in_story import FindInStory
from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.story.stories import Stories


class Finding(QObject):
    """The find bar of one window, with its commands.

    Attributes:
        bar: The bar.
        in_story: Lets it find in all chapters.
    """

    def __init__(self, frame: Frame, history: History, stories: Stories):
        super().__init__(frame)
        self.bar = FindBar(frame.page, history)
        frame.central.add_below(self.bar, always=True)
        self.in_story = FindInStory(frame, self.bar, stories)
        frame.actions.bind(
            find=self.bar.open,
            find_next=self.bar.go,
            find_previous=self.bar.go_back,
            replace=self.bar.open_to_replace,
            find_in_story=self.bar.open_in_story,
            close_find=self.bar.leave,
        )
        frame.keys.add("close_find", self.bar.isVisible, self.bar.leave)
        self.bar.told.connect(frame.remark)
        self.bar.counted.connect(lambda words: frame.announcer.say(words) if words else None)
        frame.follow_look(self._set_look)
        frame.follow_language(self.bar.retranslate)
        frame.leaving.connect(self.bar.end)

    def _set_look(self, look: Look) -> None:
        self.bar.finder.set_colours(look.found, look.scope)
