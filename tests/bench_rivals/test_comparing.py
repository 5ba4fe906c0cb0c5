"""Measuring one system: the same places and rules for all, and no figure where there is none."""

import math
from dataclasses import replace

import pytest

from desktop.engine.decoding.suggest import Suggestion
from desktop.engine.measuring.measure import PRECISIONS
from desktop.engine.measuring.measure_places import Stretch
from tests.bench.rivals.__main__ import in_order
from tests.bench.rivals.comparing import Counts, Row, Texts, measure_system
from tests.bench.rivals.report import as_table, draw
from tests.bench.rivals.systems import NotHereError, System, word_perplexity

TEXT = "The old man sat by the sea and the boy sat by the old man."
TEXTS = Texts([Stretch(TEXT, 8, len(TEXT) - 1)], [TEXT], [TEXT])


class KnowsAll:
    """Suggests the next word of the text."""

    def suggest(self, left, right, settings):
        rest = TEXT[len(left) :]
        word = rest[: rest.find(" ", 1)] if " " in rest[1:] else rest
        return [Suggestion(word, 1.0)] if word.strip(" .") else []

    def forget(self):
        pass


def knows_all(**changes):
    system = System(KnowsAll(), 5_000_000, "", lambda texts: len(TEXT.split()) * math.log(50))
    return replace(system, **changes)


def test_types_at_the_default_and_at_what_is_asked_for():
    row = measure_system("all", knows_all, TEXTS, [0.2], perplexity=False)
    assert list(row.counts["end"]["keys"]) == ["0.35", "0.2"]


def test_one_that_guesses_no_words_has_a_row_beside_one_that_does():
    row = measure_system("keys", knows_all, TEXTS, [0.2], perplexity=False, guesses=False)
    assert (row.top1, row.words) == (None, 13)
    ours = measure_system("ours", knows_all, TEXTS, [0.2], perplexity=False)
    assert "+0.0 (+0.0 to +0.0)" in as_table(report_of(ours, row))


def test_who_knows_the_text_guesses_each_word_and_saves_keys():
    row = measure_system("all", knows_all, TEXTS, PRECISIONS, perplexity=True)
    assert (row.top1, row.top3, row.words) == (1.0, 1.0, 13)
    assert row.savings is not None
    assert row.savings > 0.5
    assert row.megabytes == 5
    assert row.word_perplexity == pytest.approx(50)


def test_perplexity_is_only_told_by_those_that_have_one():
    assert word_perplexity(knows_all(loss=None), [TEXT]) is None


def test_slow_ones_are_measured_on_the_short_text_alone():
    row = measure_system("slow", lambda: knows_all(only_short=True), TEXTS, PRECISIONS, perplexity=True)
    assert row.word_perplexity is None
    assert row.word_perplexity_short == pytest.approx(50)


def test_each_place_is_counted_and_the_table_says_how_sure_it_is_and_how_far_ahead():
    starts = [place for place in range(len(TEXT)) if TEXT[place - 1 : place] == " "]
    stretches = [Stretch(TEXT, place, len(TEXT) - 1) for place in starts[2:6]]
    gaps = [Stretch(TEXT, starts[3], starts[4] - 1, in_gap=True)]
    row = measure_system(
        "all", knows_all, Texts(stretches, [TEXT], [TEXT], gaps), PRECISIONS, perplexity=False
    )
    end, gap = Counts(**row.counts["end"]), Counts(**row.counts["gaps"])
    assert len(end.letters) == len(end.firsts) == 4
    assert end.words == [12, 11, 10, 9] == end.firsts
    assert gap.words == [1]
    assert row.savings == pytest.approx(1 - sum(end.keys["0.35"]) / sum(end.letters))
    none = measure_system(
        "none",
        lambda: knows_all(engine=KnowsNothing()),
        Texts(stretches, [TEXT], [TEXT], gaps),
        PRECISIONS,
        False,
    )
    table = as_table(report_of(row, none))
    assert "at the end of the text, 42 words in 4 places" in table
    assert "in gaps in mid-paragraph, 1 words in 1 places" in table
    assert "0.0 (0.0 to 0.0)" in table
    assert "100.0 (100.0 to 100.0)" in table
    assert "+100.0 (+100.0 to +100.0)" in table


class KnowsNothing(KnowsAll):
    """Suggests nothing."""

    def suggest(self, left, right, settings):
        return []


def missing():
    raise NotHereError("run setup.sh")


def report_of(*rows):
    one = {"text": "tiny.txt", "precision": 0.35, "long_words": 14, "short_words": 14}
    return one | {"rows": [vars(row) for row in rows]}


def test_a_rival_that_is_not_here_is_told_and_has_no_figures(tmp_path):
    row = measure_system("absent", missing, TEXTS, PRECISIONS, perplexity=True)
    assert row.top1 is row.savings is row.word_perplexity is None
    assert "not here: run setup.sh" in as_table(report_of(row))


def test_the_table_has_a_line_for_each_and_the_picture_is_drawn(tmp_path):
    rows = [
        measure_system("Inkling", knows_all, TEXTS, PRECISIONS, perplexity=True),
        measure_system(
            "doubtless", lambda: knows_all(loss=None, knows_doubt=False), TEXTS, PRECISIONS, perplexity=True
        ),
        measure_system("absent", missing, TEXTS, PRECISIONS, perplexity=True),
    ]
    table = as_table(report_of(*rows))
    assert all(name in table for name in ("Inkling", "doubtless", "absent"))
    draw(report_of(*rows), tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_our_rows_come_first_whenever_they_were_measured() -> None:
    names = ["SmolLM2-135M, 4 bit", "Inkling, no memory", "presage 0.9.1", "Inkling"]
    rows = sorted(map(Row, names), key=in_order)
    assert [row.name for row in rows] == [
        "Inkling",
        "Inkling, no memory",
        "SmolLM2-135M, 4 bit",
        "presage 0.9.1",
    ]
