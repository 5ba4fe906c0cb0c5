"""What there is to tell of the machine's share in a text, or in a story of several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.engine.annotations.annotation import Anchor
from desktop.engine.origins.origin import Origin, Record, Stretch
from desktop.engine.origins.stretches import stretches_of, words_of
from desktop.engine.words import count_words

LONGEST_GAP = 80  # characters without a word between two stretches that are one passage


@dataclass(frozen=True)
class Share:
    """How much of a text a machine has suggested.

    Attributes:
        words: How many words the text has.
        put_in: How many the machine has put in, by how they came.
        standing: How many of those stand unchanged.
    """

    words: int = 0
    put_in: Mapping[Origin, int] = field(default_factory=dict)
    standing: Mapping[Origin, int] = field(default_factory=dict)

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.words + other.words,
            _both(self.put_in, other.put_in),
            _both(self.standing, other.standing),
        )

    @property
    def of_machine(self) -> int:
        """How many words of the text are the machine's."""
        return sum(self.standing.values())

    @property
    def percent(self) -> float:
        """The machine's share of the text, 0 to 100."""
        return 100 * self.of_machine / self.words if self.words else 0.0


@dataclass(frozen=True)
class Account:
    """What is known of one text.

    Attributes:
        share: Its figures.
        passages: Words of the machine's with none of the writer's between them, where they stand now.
    """

    share: Share
    passages: Sequence[Stretch]


def account_of(text: str, record: Record) -> Account:
    """What is known of a text as it is now.

    Args:
        text: The text.
        record: What was noted; of another version of the text, perhaps.
    """
    now = replace(record, stretches=stretches_of(text, words_of(record.stretches, text)))
    standing = now.standing
    # What was pasted twice stands twice, and was put in once.
    put_in = {
        origin: max(record.put_in.get(origin, 0), standing.get(origin, 0))
        for origin in Origin
        if record.put_in.get(origin, 0) or standing.get(origin, 0)
    }
    return Account(Share(count_words(text), put_in, standing), _passages(text, now.stretches))


def _passages(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches joined to passages, as people read them."""
    passages: list[Stretch] = []
    for one in stretches:
        last = passages[-1] if passages else None
        if last and last.origin is one.origin:
            gap = text[last.anchor.end : one.anchor.start]
            if len(gap) <= LONGEST_GAP and not any(character.isalnum() for character in gap):
                start, end = last.anchor.start, one.anchor.end
                passages[-1] = Stretch(one.origin, Anchor(start, end, text[start:end]))
                continue
        passages.append(one)
    return passages


def _both(one: Mapping[Origin, int], other: Mapping[Origin, int]) -> dict[Origin, int]:
    names = [origin for origin in Origin if origin in one or origin in other]
    return {origin: one.get(origin, 0) + other.get(origin, 0) for origin in names}
