"""How long a proposal is to be, from a few words to a page."""

from dataclasses import dataclass

from desktop.engine.words import is_mostly_ideographs

# A page of English has about 300 words; Chinese takes about three characters for two words of English.
_IDEOGRAPHS_A_WORD = 1.5
_NEAR = 200


@dataclass(frozen=True)
class Length:
    """A length to choose.

    Attributes:
        words: A proposal ends with the first sentence that ends behind so many words.
        most: There it ends in mid-sentence.
    """

    words: int
    most: int

    def near(self, left: str) -> "Length":
        """The same length in the words of the text before the cursor: Chinese ones are shorter."""
        if not is_mostly_ideographs(left[-_NEAR:]):
            return self
        return Length(round(self.words * _IDEOGRAPHS_A_WORD), round(self.most * _IDEOGRAPHS_A_WORD))


# In the order in which they are offered.
LENGTHS = {
    "sentence": Length(1, 60),
    "sentences": Length(35, 80),
    "paragraph": Length(90, 140),
    "half": Length(150, 210),
    "page": Length(300, 380),
    "scene": Length(350, 420),
}
# A model that is told how long a gap is writes a sentence's worth of words into one of that length.
BRIDGES = {
    "words": Length(4, 24),
    "sentence": Length(12, 60),
    "sentences": Length(35, 80),
    "paragraph": Length(90, 140),
    "half": Length(150, 210),
    "page": Length(300, 380),
}
