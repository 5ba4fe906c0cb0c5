"""What the writer has chosen of a story's memory. It is light: no model is imported for it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class MemoryChoices:
    """Words and phrases, as the writer wrote them.

    Attributes:
        kept: Known from the beginning, whether the text has them or not.
        forgotten: Never suggested from memory.
    """

    kept: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()

    def keeping(self, text: str) -> "MemoryChoices":
        """With a word or phrase kept."""
        return replace(self.without(text), kept=(*self.without(text).kept, text))

    def forgetting(self, text: str) -> "MemoryChoices":
        """With a word or phrase left out."""
        return replace(self.without(text), forgotten=(*self.without(text).forgotten, text))

    def without(self, text: str) -> "MemoryChoices":
        """With nothing chosen for a word or phrase."""
        return MemoryChoices(
            tuple(one for one in self.kept if one != text),
            tuple(one for one in self.forgotten if one != text),
        )


NO_CHOICES = MemoryChoices()
