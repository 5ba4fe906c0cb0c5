"""Ways to go on, and bridges."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from desktop.engine.cowriting.lengths import BRIDGES, LENGTHS, Length
from desktop.engine.cowriting.proposing import PROPOSALS, Voice, bridge, go_on
from desktop.engine.engine import ContinueSettings, Engine, Suggestion, SuggestSettings
from tests.engine.tiny_story import CHINESE_STORY, STORY

LEFT, RIGHT = STORY[:300], "\n" + STORY[600:900]
VOICES = tuple(Voice(temperature, 3) for temperature in (0.5, 0.8, 1.1))


@dataclass
class Teller:
    """Tells what it is given, by the seed."""

    stories: dict[int, list[str]]
    likely: dict[str, float] = field(default_factory=dict)
    asked: list[ContinueSettings] = field(default_factory=list)
    judged: list[tuple[str, str, str]] = field(default_factory=list)

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = SuggestSettings(),  # noqa: B008
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        return []

    def continue_story(
        self,
        left: str,
        right: str = "",
        settings: ContinueSettings = ContinueSettings(),  # noqa: B008
    ) -> Iterator[str]:
        self.asked.append(settings)
        yield from self.stories[settings.seed or 0]

    def likelihood(
        self, left: str, text: str, right: str = "", is_stale: Callable[[], bool] | None = None
    ) -> float:
        self.judged.append((left, text, right))
        return next(value for story, value in self.likely.items() if text.startswith(story))


def voices(*seeds: int) -> tuple[Voice, ...]:
    return tuple(Voice(0.8, seed) for seed in seeds)


def test_pieces_come_in_turn() -> None:
    teller = Teller({1: [" a", " b"], 2: [" c"], 3: [" d", " e", " f"]})
    pieces = list(go_on(teller, "Left.", "", Length(5, 9), voices(1, 2, 3)))
    assert pieces == [(0, " a"), (1, " c"), (2, " d"), (0, " b"), (2, " e"), (2, " f")]


def test_each_voice_has_its_temperature_and_all_one_length() -> None:
    teller = Teller({3: [" a"]})
    list(go_on(teller, "Left.", "", Length(5, 9), VOICES))
    assert [one.temperature for one in teller.asked] == [0.5, 0.8, 1.1]
    assert {(one.words, one.most, one.bridge) for one in teller.asked} == {(5, 9, False)}


def test_chinese_words_are_shorter_so_that_there_are_more_of_them() -> None:
    assert LENGTHS["page"].near("It was late. ") == LENGTHS["page"]
    assert LENGTHS["page"].near(CHINESE_STORY).words > LENGTHS["page"].words


def test_the_likeliest_bridges_come_first_and_no_more_than_three() -> None:
    stories = {seed: [f" story {seed}."] for seed in range(1, 6)}
    likely = {f" story {seed}.": -float((seed * 3) % 5) for seed in range(1, 6)}
    teller = Teller(stories, likely)
    found = bridge(teller, "Left.", " Right.", Length(5, 9), voices(*range(1, 6)))
    assert len(found) == PROPOSALS
    assert [one.likelihood for one in found] == [0.0, -1.0, -2.0]
    assert all(one.bridge for one in teller.asked)


def test_a_bridge_is_judged_with_what_follows() -> None:
    teller = Teller({1: [" one."]}, {" one.": -1.0})
    right = " Right" * 100
    bridge(teller, "Left.", right, Length(5, 9), voices(1))
    ((left, text, further),) = teller.judged
    assert left == "Left."
    assert text.startswith(" one. Right")
    assert text + further == " one." + right
    assert further


def test_what_is_empty_or_twice_the_same_is_proposed_once_or_not_at_all() -> None:
    teller = Teller({1: [" a."], 2: [" "], 3: [" a."], 4: [" b."]}, {" a.": -1.0, " b.": -2.0})
    found = bridge(teller, "Left.", " Right.", Length(5, 9), voices(1, 2, 3, 4))
    assert [one.text for one in found] == [" a.", " b."]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_nobody_waits_for_is_given_up(after: int) -> None:
    teller = Teller({1: [" a.", " b."]}, {" a.": -1.0})
    answers = iter([False] * after)
    assert bridge(teller, "Left.", " R.", Length(5, 9), voices(1), lambda: next(answers, True)) == []


@pytest.mark.parametrize("length", LENGTHS)
def test_a_real_model_goes_on_in_three_voices(engine: Engine, length: str) -> None:
    texts = [""] * 3
    ways = go_on(engine, LEFT, "", LENGTHS[length], VOICES, to_scene_end=length == "scene")
    for number, piece in ways:
        texts[number] += piece
        if sum(map(len, texts)) > 600:
            break
    assert all(text.strip() for text in texts)


@pytest.mark.parametrize("length", ["words", "sentence", "sentences"])
def test_a_real_model_leads_from_one_paragraph_to_another(engine: Engine, length: str) -> None:
    found = bridge(engine, LEFT, RIGHT, BRIDGES[length], tuple(Voice(0.9, seed) for seed in range(4)))
    assert 1 <= len(found) <= PROPOSALS
    likelihoods = [one.likelihood for one in found if one.likelihood is not None]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert bridge(engine, LEFT, RIGHT, BRIDGES[length], tuple(Voice(0.9, seed) for seed in range(4))) == found


def test_one_sentence_is_one_sentence(engine: Engine) -> None:
    text = "".join(piece for _, piece in go_on(engine, LEFT, "", LENGTHS["sentence"], VOICES[:1]))
    assert text.strip()[-1] in ".!?\"'"
    assert len(text.split()) <= LENGTHS["sentence"].most
