"""The engine's one door: load a bundle, suggest, continue. The editor and the command line use this alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_config import SUGGESTING
from desktop.engine.bundles.memory_settings import MemorySettings
from desktop.engine.checking.open_checked import open_checked
from desktop.engine.decoding.context import Context
from desktop.engine.decoding.continue_story import ContinueSettings, continue_story
from desktop.engine.decoding.leaning import Leaning
from desktop.engine.decoding.missing import NOBODY_KNOWS, goes_on, tokens_of
from desktop.engine.decoding.name_guard import Capitals, NameGuard
from desktop.engine.decoding.suggest import Suggestion, SuggestSettings, suggest
from desktop.engine.decoding.typography import for_model, for_model_around
from desktop.engine.decoding.welcome import Familiarity
from desktop.engine.devices.provider import REAL_RUNTIME, Runtime
from desktop.engine.errors import BundleDamagedError, Sentence
from desktop.engine.habits.capitals import in_small_letters
from desktop.engine.model.golden import check_golden
from desktop.engine.model.model import Advancing, Model
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.placement.placement import Placement, open_model
from desktop.engine.rereading.rereading import Rereading
from desktop.engine.story.learnt import Learnt
from desktop.engine.story.memory_choices import MemoryChoices
from desktop.engine.story.remembering_model import RememberingModel
from desktop.engine.story.story import Story
from desktop.engine.words import well_formed

__all__ = ["ContinueSettings", "Engine", "SuggestSettings", "Suggestion"]

DEFAULT_SUGGEST = SuggestSettings()
DEFAULT_CONTINUE = ContinueSettings()
# A continuation copies from the story: with the full weight of memory, a tenth of its runs of four words are
# there already, but only a sixtieth of a writer's. With this weight it is a sixtieth too (fiction/valid).
TELLING = 0.3


class Engine:
    """One loaded model and what it has read so far. Owned by one thread.

    Attributes:
        bundle: The bundle that was loaded.
        vocabulary: The model's tokens.
        model: The model, without the memory of a story.
        placement: What the model runs on, and the choice of it.
        calibration: What the model's probabilities mean.
    """

    def __init__(self, bundle: Bundle, vocabulary: Vocabulary, model: Model, placement: Placement) -> None:
        """Join what `load` has opened."""
        self.bundle = bundle
        self.placement = placement
        self.vocabulary = vocabulary
        self.model = model
        self.calibration = bundle.config.calibration
        memory = self.calibration.memory
        self._story = Story(vocabulary, memory, model) if isinstance(model, StreamModel) else None
        self._model: Model = model
        self._teller: Model = model
        if isinstance(model, StreamModel) and self._story:
            self._model = RememberingModel(model, self._story)
            self._teller = RememberingModel(model, self._story, TELLING)
        self._context = Context(self._model, vocabulary, bundle.config.end, self._story)
        self._story_key: object = None
        self._familiarity = Familiarity(vocabulary, self.calibration.bits_per_letter)

    @classmethod
    def load(
        cls, folder: Path, provider: str = "auto", threads: int = 1, runtime: Runtime = REAL_RUNTIME
    ) -> "Engine":
        """Open and check the bundle in `folder`; one that has not been tried, in a process of its own first.

        Args:
            folder: The bundle.
            provider: "cuda", "directml", "coreml", "cpu", or "auto": what has been measured to be the
                fastest, and the CPU until then.
            threads: Threads for one model step.
            runtime: ONNX Runtime.

        Raises:
            BundleError: The bundle cannot be used; the message says why.
            ProviderError: No such provider.
        """
        return cls.of(open_checked(folder, SUGGESTING), provider, threads, runtime)

    @classmethod
    def of(
        cls, bundle: Bundle, provider: str = "auto", threads: int = 1, runtime: Runtime = REAL_RUNTIME
    ) -> "Engine":
        """Load a bundle that is known to be sound, or whose trial this is; see `load`."""
        vocabulary = Vocabulary.load(bundle.path(bundle.config.tokenizer.file), bundle.config)
        placement = Placement(bundle, vocabulary, provider, threads, runtime)
        model = open_model(bundle, placement.graphs, placement.open_head)
        try:
            check_golden(bundle, vocabulary, model)
        except BundleDamagedError:
            if placement.device.is_cpu:
                raise
            placement.fall_back(Sentence("it gives wrong answers"))
            check_golden(bundle, vocabulary, model)
        return cls(bundle, vocabulary, model, placement)

    @property
    def provider(self) -> str:
        """What the model really runs on: "CPU", "CUDA", "DirectML" or "CoreML"."""
        return self.placement.device.provider

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = DEFAULT_SUGGEST,
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        """Words that fit between `left` and `right`.

        Args:
            left: The text before the cursor; its last 20,000 characters are more than enough.
            right: The text after it.
            settings: How many words, how sure.
            is_stale: Asked before each model step; True gives the search up.

        Returns:
            The ghost first, then the alternatives, each with another first word. Empty when nothing is sure
            enough, inside a word, at the beginning of a text, and when given up.
        """
        left, right, stale = well_formed(left), well_formed(right), is_stale or _never
        if not settings.asked and self._familiarity.is_foreign(left):
            return []
        least = self.calibration.probability(settings.precision)
        return suggest(self.vocabulary, self._context, left, right, settings, least, stale)

    def is_foreign(self, left: str) -> bool:
        """Whether the text before the cursor is in a language that the model has not learned."""
        return self._familiarity.is_foreign(well_formed(left))

    def continue_story(
        self, left: str, right: str = "", settings: ContinueSettings = DEFAULT_CONTINUE
    ) -> Iterator[str]:
        """Go on from `left`; close the iterator to stop.

        Args:
            left: The text before the cursor.
            right: The text after it; the story leads up to it and stops where it comes up.
            settings: How long, how bold, which seed.

        Returns:
            Pieces of text as they are sampled, each with its own leading space. The story stops at the first
            sentence end after `settings.words` words, or a quarter and 20 words later in mid-sentence.
        """
        left, right = well_formed(left), well_formed(right)
        read, following = for_model(left, right)
        tokens = tokens_of(settings.words, read, following, self.vocabulary)
        in_sentence = goes_on(following, self.vocabulary, read)
        # Where nobody knows how the writer means to come to the middle of a sentence, nothing is told.
        missing = tokens if settings.bridge or not in_sentence else NOBODY_KNOWS
        teller: Advancing = self._teller
        leads_up = isinstance(self.model, StreamModel) and bool(following.strip())
        # First without what stands after the cursor, so that what is read of that stays at hand.
        alone = self._context.cursor(read, "", exact=True) if leads_up else None
        cursor = self._context.cursor(read, following, exact=True, missing=missing)
        if alone:
            leaning = Leaning(teller, self.vocabulary, len(cursor.state))
            cursor = leaning.cursor(alone, cursor, tokens if in_sentence and settings.bridge else None)
            teller = leaning
        known = self._story.known_words if self._story else ()
        names = NameGuard(
            self._capitals, self.bundle.config.language, (read, following, *known), settings.seed
        )
        return continue_story(teller, self.vocabulary, cursor, left, right, settings, names)

    def likelihood(
        self, left: str, text: str, right: str = "", is_stale: Callable[[], bool] | None = None
    ) -> float:
        """How likely a text is between two others, each of its tokens judged from both sides, with memory.

        Args:
            left: The text before it.
            text: The text to judge.
            right: The text after it.
            is_stale: Asked every few milliseconds; True gives up, with what was judged so far.

        Returns:
            The mean of the natural logarithms of its tokens' probabilities; 0 for a text of none.
        """
        read, following = for_model(well_formed(left), well_formed(right))
        found = self._context.reread(read, well_formed(text), following, is_stale or _never)
        return float(found.mean()) if text and len(found) else 0.0

    def rereading(self) -> Rereading:
        """What rereads a text of any length and keeps what it has read; one for each text."""
        foreign = self._familiarity.is_foreign
        return Rereading(self.model, self.vocabulary, self.bundle.config.end, foreign)

    @cached_property
    def _capitals(self) -> Capitals | None:
        # A model that spells has no words to tell names from.
        return None if self.vocabulary.is_characters else Capitals(self.vocabulary)

    def prepare(
        self,
        left: str,
        right: str = "",
        earlier: str = "",
        later: str = "",
        is_stale: Callable[[], bool] | None = None,
    ) -> bool:
        """Read ahead where the cursor rests, so that the next suggestion comes fast and knows the story.

        What is read once is not read again: called after each rest, this reads what has changed.

        Args:
            left: What `suggest` will be given as the text before the cursor.
            right: What it will be given as the text after it.
            earlier: The story before `left`, from a paragraph's start on.
            later: The story after `right`.
            is_stale: Asked every few milliseconds; True gives up.

        Returns:
            Whether all was read; if not, what was read is kept.
        """
        left, right, stale = well_formed(left), well_formed(right), is_stale or _never
        read, following = for_model(left, right)
        if not self._context.read_ahead(read, following, stale):
            return False
        earlier, later = well_formed(earlier), well_formed(later)
        earlier, later = (for_model_around(text, left, right) for text in (earlier, later))
        return self._context.read_story(earlier + read, following + later, stale)

    def survey(
        self, story: str, is_stale: Callable[[], bool] | None = None, others: Sequence[str] = ()
    ) -> bool:
        """Know the words, such as names, of a whole story, however far from the cursor.

        Args:
            story: Its whole text, or the chapter that is being written.
            is_stale: Asked every few milliseconds; True gives up, and the next call goes on.
            others: The other chapters; one that is the same as before is not counted again.

        Returns:
            Whether all of it is known.
        """
        if self._story is None:
            return True
        return self._story.survey(
            in_small_letters(story), is_stale or _never, list(map(in_small_letters, others))
        )

    def read_far(self, text: str, is_stale: Callable[[], bool] | None = None, keep: bool = False) -> bool:
        """Learn the manner of a story from what stands farther from the cursor than `prepare` is told.

        Args:
            text: From a paragraph's start on, about `FAR_CHARACTERS`; what was read is not read again.
            is_stale: Asked every few milliseconds; True gives up, and the next call goes on.
            keep: Let `leave` not forget it.

        Returns:
            Whether all was read.
        """
        return self._context.read_far(for_model(well_formed(text), "")[0], is_stale or _never, keep)

    def learn(self, works: Sequence[str], is_stale: Callable[[], bool] | None = None) -> bool:
        """Know the phrases and names of the writer's earlier works, whichever story is written.

        Args:
            works: Their texts; with none, what is known is dropped. `forget` leaves it as it is.
            is_stale: Asked every few milliseconds; True gives up, and the next call goes on.

        Returns:
            Whether all of it is known.
        """
        if self._story is None:
            return True
        return self._story.earlier.learn(works, is_stale or _never, lambda text: for_model(text, "")[0])

    def turn_to(self, story: object, remember: bool = True) -> None:
        """Say which story the next calls are about.

        Args:
            story: Any key; another one than before forgets what is remembered.
            remember: Whether to remember it, and to use what is remembered.
        """
        if self._story and (story != self._story_key or not remember):
            self._story.forget()
        if self._story:
            self._story.in_use = remember
        self._story_key = story

    def choose_memory(self, choices: MemoryChoices) -> None:
        """Keep some words and phrases of the story and leave others out, until another story is turned to."""
        self._context.choose(choices)

    def learnt(self, is_stale: Callable[[], bool] | None = None) -> list[Learnt] | None:
        """The names, own words and phrases of the story that was surveyed; None if that was given up."""
        return self._story.learnt(is_stale or _never) if self._story else []

    def suggest_alone(
        self, left: str, right: str = "", settings: SuggestSettings = DEFAULT_SUGGEST
    ) -> list[Suggestion]:
        """What `suggest` would give without the memory of the story."""
        left, right = well_formed(left), well_formed(right)
        least = self.calibration.probability(settings.precision)
        return suggest(self.vocabulary, self._alone, left, right, settings, least, _never)

    @cached_property
    def _alone(self) -> Context:
        return Context(self.model, self.vocabulary, self.bundle.config.end)

    def weigh_memory(self, settings: MemorySettings) -> None:
        """Let the memory of the story count as these settings say, not as the bundle's do."""
        if self._story:
            self._story.weigh(settings)

    @property
    def has_memory(self) -> bool:
        """Whether a story can be remembered: models of the kind `window` have no vectors to remember."""
        return self._story is not None

    @property
    def remembered_words(self) -> int:
        """How many words of the story are remembered."""
        return self._story.word_count if self._story else 0

    @property
    def names(self) -> dict[str, int]:
        """The names in the story that is remembered, with how often each is used."""
        return self._story.names if self._story else {}

    def forget(self) -> None:
        """Drop everything read so far (a new document)."""
        self._context.forget()
        if self._story:
            self._story.forget()

    def leave(self) -> None:
        """Drop what was read around the cursor; what is known of the rest of the story, and kept, stays."""
        self._context.forget()
        if self._story:
            self._story.leave()


def _never() -> bool:
    return False
