"""What is remembered of one story: its pieces as the model has read them, near the cursor first.

What the writer types is remembered as it is read for suggestions, at no further step of the model. What stood
there before is read in pieces of a few milliseconds whenever nothing else is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from desktop.engine.bundles.memory_settings import USUAL_MEMORY, MemorySettings
from desktop.engine.model.model import Model, State
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import chunks
from desktop.engine.reading.pieces import Mark, Piece, read_chunk
from desktop.engine.story.earlier_works import EarlierWorks
from desktop.engine.story.far_reading import FarReading
from desktop.engine.story.learnt import Learnt, LearntList
from desktop.engine.story.left_out import LeftOut
from desktop.engine.story.manner import Manner
from desktop.engine.story.memory_choices import NO_CHOICES, MemoryChoices
from desktop.engine.story.places import Places
from desktop.engine.story.story_counts import KEPT_USES, StoryCounts
from desktop.engine.story.story_runs import StoryRuns
from desktop.engine.story.story_words import StoryWords
from desktop.engine.story.whole_story import WholeStory
from desktop.engine.words import begins_word, count_words

# Characters whose words are known: about 6,500 and 1,200 tokens of English. Models that spell take as many
# tokens (`Vocabulary.characters`).
BEFORE, AFTER = 28_000, 5_000
# Tokens that are compared with the one at the cursor, and how many of them may stand behind it. That leaves
# some of `PLACES` to what is typed next.
NEAR, NEAR_BEHIND = 3400, 1200
# After so many new pieces, half a second's reading, they are taken into use.
_BATCH = 60


class Story:
    """The memory of one story, 80 MB at most.

    Attributes:
        in_use: Whether anything is remembered and used.
        places: What followed in the story, and where.
        words: The story's own words, or, for models that spell, its runs of characters.
        manner: What the model has learned of the way the story is written.
        earlier: What the writer's earlier works say, whichever story this is.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        settings: MemorySettings = USUAL_MEMORY,
        model: StreamModel | None = None,
    ) -> None:
        """Remember nothing yet.

        Args:
            vocabulary: The model's tokens.
            settings: How much what is remembered will count.
            model: What has learned to recall, and learns the story's manner; nothing does if left out.
        """
        self.in_use = True
        self.manner = Manner(model, settings.manner)
        self.places = Places(settings=settings, recall=model.recall if model else None)
        self.earlier = EarlierWorks(vocabulary)
        # How words with the same first letter went on spoils the guesses of a model that spells: a perplexity
        # of 4.5 a letter instead of 4.0, on Shakespeare.
        self.words: StoryCounts
        self._whole: WholeStory | None = None
        if vocabulary.is_characters:
            self.words = StoryRuns(vocabulary)
        else:
            self.words = words = StoryWords(vocabulary, settings)
            self._whole = WholeStory(words)
        self._surveys = 0
        self._choices = NO_CHOICES
        self._learnt = LearntList(vocabulary)
        self._kept: list[Piece] = []  # phrases that are to be known wherever the cursor is
        self._vocabulary = vocabulary
        self._known: dict[str, Piece] = {}  # what has been read, by its text
        self._around: dict[str, Piece] = {}  # what stood around the cursor when it rested last
        # Those of `_around` that are compared, before the cursor and behind it
        self._near: list[Piece] = []
        self._behind: list[Piece] = []
        self._remembered: list[Piece] = []
        self._begun: Piece | None = None
        self._unlearned: list[Piece] = []
        self._far = FarReading(self.manner, vocabulary)

    @property
    def version(self) -> int:
        """Another number whenever what is remembered has changed."""
        earlier = self.earlier.version
        own = self.places.version + self._surveys + self.manner.version
        return own + earlier if self.in_use else -1 - earlier

    def weigh(self, settings: MemorySettings) -> None:
        """Let what is remembered count as these settings say from now on."""
        self.places.settings = settings
        if isinstance(self.words, StoryWords):
            self.words.settings = settings
        self._surveys += 1  # what was predicted before is predicted anew

    @property
    def word_count(self) -> int:
        """How many words of the story are remembered."""
        begun = [self._begun] if self._begun else []
        near = count_words("\n".join(piece.text for piece in [*self._remembered, *begun]))
        return max(near, self._whole.word_count if self._whole else 0)

    @property
    def known_words(self) -> Iterable[str]:
        """The words of the whole story, as far as they are known."""
        return self._whole.known_words if self._whole and self.in_use else ()

    @property
    def names(self) -> dict[str, int]:
        """The names of the whole story, as far as they are known, with how often each is used."""
        if not (self._whole and self.in_use):
            return {}
        kept = {word: KEPT_USES for text in self._choices.kept for word in text.split() if word[0].isupper()}
        return {**kept, **self._whole.names}

    def learnt(self, is_stale: Callable[[], bool]) -> list[Learnt] | None:
        """What of the whole story is known, as far as it was surveyed; None if that was given up.

        Of a text in ideographs, that is what is remembered around the cursor.
        """
        if not self.in_use:
            return []
        if self._vocabulary.is_ideographic:
            pieces = [*self._remembered, self._begun] if self._begun else self._remembered
            return self._learnt.of_ideographs([piece.text for piece in pieces], is_stale)
        if not self._whole:
            return []
        whole = self._whole
        return self._learnt.of_words(whole.parts, whole.uses, whole.names, is_stale)

    @property
    def choices(self) -> MemoryChoices:
        """What the writer has chosen of it."""
        return self._choices

    def choose(self, choices: MemoryChoices, start: State, model: Model) -> bool:
        """Keep some words and phrases and leave others out, from now on.

        Args:
            choices: Which.
            start: The reading of nothing.
            model: Reads phrases.

        Returns:
            Whether they are others than before.
        """
        if choices == self._choices or not self.in_use:
            return False
        pieces, begun = self._remembered, self._begun
        self._set_choices(choices)
        for text in choices.kept:
            self.words.keep(text)
            piece = read_chunk(Mark(0, start, is_start=True), text, len(text), model, self._vocabulary).piece
            if piece and " " in text.strip():
                # What followed its first word; nothing tells where the phrase itself begins.
                first = len(self._vocabulary.encode(text.split()[0]))
                self._kept.append(Piece(text, piece.tokens[first:], piece.keys[first:], piece.after))
        self._remember(self._near, pieces, begun)
        return True

    def _set_choices(self, choices: MemoryChoices) -> None:
        """Forget all words, and what is to be left out of them."""
        left_out = LeftOut(self._vocabulary, choices.forgotten)
        self._choices, self._kept = choices, []
        self.words.leave_out(left_out)
        self.places.leave_out(left_out)
        self._remembered, self._begun = [], None
        # What was learned with other choices is learned anew, as soon as the cursor rests.
        self.manner.forget()
        self.manner.left_out = left_out
        self._far.forget()
        self._unlearned, self._known = [], {}
        if self._whole:
            self._whole.begin_anew()
        self._surveys += 1

    def forget(self) -> None:
        """Remember nothing."""
        # All at once first, lest each piece be taken back by itself.
        self._set_choices(NO_CHOICES)
        self.leave()
        if self._whole:
            self._whole.forget()
        self._surveys += 1

    def leave(self) -> None:
        """Forget what was read around the cursor and learned of it; what `read_far` keeps stays."""
        self._known, self._around, self._near, self._behind, self._unlearned = {}, {}, [], [], []
        self._remember([], [], None)
        self.manner.leave()

    def stand(self, done: list[Piece], begun: Piece | None) -> None:
        """Remember what stands around the cursor.

        Args:
            done: Complete pieces that were read before the cursor.
            begun: The piece at the cursor.
        """
        if not self.in_use:
            return
        for piece in done:
            if piece.text not in self._known:
                self._known[piece.text] = piece
                self._unlearned.append(piece)
        new = [piece for piece in done if piece.text not in self._around]
        self._remember([*self._near, *new], [*self._around.values(), *new], begun)

    def read(self, left: str, right: str, start: State, model: Model, is_stale: Callable[[], bool]) -> bool:
        """Read what stands around a resting cursor and is not known yet; forget what no longer stands there.

        Args:
            left: The text before the cursor, from a paragraph's start on; its last `BEFORE` characters count.
            right: The text after it; its first `AFTER` characters count.
            start: The reading of nothing.
            model: Reads.
            is_stale: Asked before each piece; True gives up.

        Returns:
            Whether all was read.
        """
        if not self.in_use:
            return True
        mark, fresh = Mark(0, start, is_start=True), 0
        if not self._learn(is_stale):
            return False
        before: dict[str, Piece] = {}
        behind: dict[str, Piece] = {}
        sides = [(text, before) for text in _chunks_before(left, self._vocabulary)] + [
            (text, behind) for text in _chunks_behind(left, right, self._vocabulary)
        ]
        for text, side in sides:
            if is_stale():
                return False
            piece = self._known.get(text)
            if piece is None:
                piece = read_chunk(
                    Mark(0, mark.reading, mark.is_start), text, len(text), model, self._vocabulary
                ).piece
                fresh += 1
                if piece:
                    self._unlearned.append(piece)
                    self._learn(_never)
            if piece is None:
                continue
            self._known[text] = side[text] = piece
            mark = Mark(0, piece.after)
            if fresh == _BATCH:
                fresh = 0
                self._take({**self._around, **before, **behind}, before, behind)
        # What no longer stands there is forgotten.
        self._known = {**behind, **before}
        self._take({**behind, **before}, before, behind)
        return True

    def read_far(
        self, text: str, start: State, model: Model, is_stale: Callable[[], bool], keep: bool = False
    ) -> bool:
        """Learn the manner of what stands farther from the cursor, once.

        Args:
            text: From a paragraph's start on.
            start: The reading of nothing.
            model: Reads.
            is_stale: Asked before each stretch; True gives up, and the next call goes on.
            keep: Let `leave` not forget it.

        Returns:
            Whether all was learned.
        """
        if not self.in_use:
            return True
        if not (self._learn(is_stale) and self._far.read(text, self._known, start, model, is_stale)):
            return False
        if keep:
            self.manner.keep()
        return True

    def _learn(self, is_stale: Callable[[], bool]) -> bool:
        """Learn of what was read since the last time; says whether all was."""
        while self._unlearned:
            if is_stale():
                return False
            self.manner.learn(self._unlearned.pop(0))
        return True

    def survey(self, text: str, is_stale: Callable[[], bool], others: Sequence[str] = ()) -> bool:
        """Know the words of the whole story too, if words help the model; see `WholeStory.survey`."""
        if not (self.in_use and self._whole):
            return True
        self._surveys += 1
        return self._whole.survey(text, is_stale, others)

    def _take(self, around: dict[str, Piece], before: dict[str, Piece], behind: dict[str, Piece]) -> None:
        """Use what has been read; compare with what is near."""
        following = [*behind.values()]
        # What comes next now is not what the writer means to put before it.
        following[:1] = [piece.without_first for piece in following[:1]]
        self._around = around
        self._behind = _first(following, NEAR_BEHIND)
        room = NEAR - sum(len(piece.tokens) for piece in self._behind)
        self._near = list(reversed(_first(reversed(before.values()), room)))
        self._remember(self._near, [*around.values()], self._begun)

    def _remember(self, near: list[Piece], pieces: list[Piece], begun: Piece | None) -> None:
        self.places.put(near, begun, self._behind, self._kept)
        if begun is self._begun and pieces == self._remembered:
            return
        self.words.put([*pieces, begun] if begun else pieces)
        self._remembered, self._begun = pieces, begun


def _never() -> bool:
    return False


def _first(pieces: Iterable[Piece], tokens: int) -> list[Piece]:
    """The first pieces, of no more than so many tokens."""
    found = []
    for piece in pieces:
        tokens -= len(piece.tokens)
        if tokens < 0:
            break
        found.append(piece)
    return found


def _chunks_before(left: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The complete chunks of the text before the cursor."""
    first = max(0, len(left) - vocabulary.characters(BEFORE))
    if first:
        first = max(left.find("\n", first), 0) or first
    yield from chunks(left, first, vocabulary)


def _chunks_behind(left: str, right: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The chunks of the text after the cursor: of the rest of its paragraph, then of those that follow."""
    most = vocabulary.characters(AFTER)
    rest, newline, _ = right.partition("\n")
    if rest.strip():
        # The space before the cursor belongs to the word after it; the last chunk ends with the paragraph.
        space = " " if begins_word(rest) and left[-1:].isspace() else ""
        yield from chunks(f"{space}{rest[:most]}\n", 0, vocabulary)
    if newline:
        yield from chunks(right[: len(rest) + most], len(rest), vocabulary)
