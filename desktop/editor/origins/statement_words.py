"""What a statement says, in the writer's language."""

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version

from PySide6.QtCore import QDate, QLocale, QObject

from desktop.editor.messages.wording import listed
from desktop.engine.origins.origin import Origin
from desktop.engine.origins.telling import Share


class StatementWords(QObject):
    """Says how much of a text a machine has suggested, for publishers and readers."""

    def sentence(self, share: Share, of_story: bool) -> str:
        """The whole of it in one sentence.

        Args:
            share: The figures.
            of_story: They are of a story of several texts.
        """
        if not any(share.put_in.values()):
            if of_story:
                return self.tr("No word of this story was suggested by a machine.")
            return self.tr("No word of this text was suggested by a machine.")
        parts = [self._put_in(origin, count) for origin, count in share.put_in.items() if count]
        stands = self.tr("%Ln stand(s) unchanged", "words, behind “of which”", share.of_machine)
        pattern = (
            self.tr("{share} of this story was suggested by a machine: {parts}, of which {stands}.")
            if of_story
            else self.tr("{share} of this text was suggested by a machine: {parts}, of which {stands}.")
        )
        return pattern.format(share=self._percent(share), parts=listed(parts), stands=stands)

    def basis(self, share: Share, today: date) -> str:
        """How the figures come about."""
        day = QLocale().toString(QDate(today.year, today.month, today.day), QLocale.FormatType.LongFormat)
        words = self.tr("%Ln word(s)", None, share.words)
        return self.tr(
            "Counted word by word in {words} on {day} by Inkling {version}, on the writer's own machine. A "
            "word that was changed after it was suggested counts as the writer's; so does what came from "
            "other programs, and what was suggested while nothing was noted."
        ).format(words=words, day=day, version=version("inkling-desk"))

    def not_noted(self) -> str:
        """Why there is nothing to tell."""
        return self.tr(
            "Which words were suggested is not noted at present; turn that on in Preferences, under "
            "Co-writer."
        )

    def kind(self, origin: Origin) -> str:
        """How words came, for a list."""
        return self._kinds()[origin]

    def count(self, words: int) -> str:
        """So many words."""
        return self.tr("%Ln word(s)", None, words)

    def _kinds(self) -> Mapping[Origin, str]:
        return {
            Origin.ACCEPTED: self.tr("Accepted as offered"),
            Origin.PICKED: self.tr("Picked from next words"),
            Origin.CONTINUED: self.tr("Continued"),
            Origin.BRIDGED: self.tr("Bridged"),
            Origin.REPHRASED: self.tr("Rephrased"),
        }

    def _put_in(self, origin: Origin, count: int) -> str:
        if origin is Origin.ACCEPTED:
            return self.tr("%Ln word(s) accepted as offered", None, count)
        if origin is Origin.PICKED:
            return self.tr("%Ln picked from a list of next words", None, count)
        if origin is Origin.CONTINUED:
            return self.tr("%Ln continued", "words, by the model", count)
        if origin is Origin.BRIDGED:
            return self.tr("%Ln written to bridge a gap", "words, by the model", count)
        return self.tr("%Ln put in place of other words", "words", count)

    def _percent(self, share: Share) -> str:
        if 0 < share.percent < 1:
            return self.tr("Less than 1 %")
        return self.tr("{percent} %").format(percent=QLocale().toString(round(share.percent)))
