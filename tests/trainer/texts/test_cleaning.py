import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.texts.prose import paragraphs
from trainer.texts.cleaning import HEADER_PARAGRAPHS, clean, clean_text
from trainer.texts.reading import read_documents

FIELD = Path(__file__).parent / "field"
STORY = list(paragraphs(60))


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***",
            "*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***",
        ),
        (
            "*** START OF THIS PROJECT GUTENBERG EBOOK THE LAMP ***",
            "End of Project Gutenberg's The Lamp, by A. Wren",
        ),
        (
            "***START OF THE PROJECT GUTENBERG EBOOK THE LAMP***",
            "***END OF THE PROJECT GUTENBERG EBOOK THE LAMP***",
        ),
        (
            "*** START OF THE COPYRIGHTED PROJECT GUTENBERG EBOOK THE LAMP ***",
            "*** END OF THE COPYRIGHTED PROJECT GUTENBERG EBOOK THE LAMP ***",
        ),
        (
            "*** START OF PROJECT GUTENBERG EBOOK THE LAMP ***",
            "Ende dieses Project Gutenberg Etextes",
        ),
        *(
            ("*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***", end)
            for end in (
                "Ende dieses Projekt Gutenberg Etextes",
                "Fin du Projet Gutenberg de La lampe",
                "Fine del Progetto Gutenberg Ebook di La lampada",
            )
        ),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of The Project Gutenberg Etext of The Lamp",
        ),
    ],
)
def test_gutenberg_header_and_licence_are_taken_off(header: str, footer: str) -> None:
    before = [
        "The Project Gutenberg EBook of The Lamp, by A. Wren",
        "This eBook is for the use of anyone anywhere",
    ]
    after = ["Updated editions will replace the previous one.", "*** START: FULL LICENSE ***", "Section 1."]
    assert list(clean([*before, header, *STORY, footer, *after])) == STORY


def test_a_header_with_two_start_marks_goes_whole() -> None:
    marks = [
        "*END THE SMALL PRINT!",
        "Prepared texts.",
        "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***",
    ]
    assert list(clean([*marks, *STORY])) == STORY


def test_several_gutenberg_texts_in_a_row_keep_all_their_stories() -> None:
    start = ["Licence.", "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***"]
    end = ["*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***", "Licence."]
    short = STORY[:3]
    assert list(clean([*start, *short, *end, *start, *STORY, *end])) == short + STORY


def test_a_text_without_boilerplate_stays_whole() -> None:
    assert list(clean(STORY)) == STORY


@pytest.mark.parametrize(
    "credit",
    [
        "Produced by A. Wren and the Online Distributed Proofreading Team",
        "E-text prepared by A. Wren",
        "This eBook was produced by A. Wren",
        "Transcribed from the 1895 edition by A. Wren",
        "This file was produced from images generously made available by a library",
        "Note: Project Gutenberg also has an HTML version of this file",
        "[Transcriber's Note: The spelling of the original was kept.]",
    ],
)
def test_credits_at_the_start_are_taken_off(credit: str) -> None:
    assert list(clean([credit, *STORY])) == STORY


def test_a_note_under_its_heading_at_the_start_is_taken_off() -> None:
    assert list(clean(["Transcriber\u2019s Note:", "The spelling was kept.", *STORY])) == STORY


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Transcriber's Notes:",
            "TRANSCRIBER NOTES",
            "Typographical errors corrected by the etext transcriber:",
        ),
        *("Anmerkungen zur Transkription:", "Notes du transcripteur", "Nota del transcriptor:"),
    ],
)
def test_transcribers_notes_at_the_end_are_taken_off(heading: str) -> None:
    assert list(clean([*STORY, heading, "Page 3: teh is now the.", "Page 9: a comma was added."])) == STORY


def test_the_notes_that_end_a_short_text_are_taken_off() -> None:
    notes = ["Transcriber's Notes", "Page 1: teh is now the.", "Page 2: a comma was added."]
    assert list(clean([*STORY[:6], *notes])) == STORY[:6]


def test_a_note_between_two_chapters_takes_nothing_else_away() -> None:
    long = list(paragraphs(500, seed=4))
    assert list(clean([*STORY, "Transcriber's note:", "The map is lost.", *long])) == STORY + long


def test_a_note_within_a_paragraph_near_the_end_takes_only_itself_away() -> None:
    note = "[Transcriber's note: a page is missing here.]"
    assert list(clean([*STORY[:40], note, *STORY[40:]])) == STORY


def test_notes_without_end_do_not_pile_up() -> None:
    long = list(paragraphs(300, seed=4))
    story = [text for _ in range(100) for text in ("Transcriber's note:", "Lost.", *long)]
    assert list(clean(story)) == long * 100


def test_an_authors_own_words_are_not_taken_for_credits() -> None:
    story = ["Her transcriber's notes lay open.", "The effect produced by the bell was odd.", *STORY]
    assert list(clean(story)) == story


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("He came--and went.", "He came—and went."),
        ("He came -- and went.", "He came—and went."),
        ("Mr. D---- knew.", "Mr. D——knew."),
        ("sea-captain", "sea-captain"),
        ("soft\u00adhyphen", "softhyphen"),
        ("bell\x07 and\x1b\x00 nul\x7f\x9f\ufeff\u200b", "bell and nul"),
        ("tab\tstays", "tab\tstays"),
        ("  around  ", "around"),
        ("* * *", ""),
        ("--------", ""),
        ("—", ""),
        ("...", "..."),
        ("  ", ""),
        ("“Curly”", "“Curly”"),
        ("ﬁve oﬃcers ﬂed", "five officers fled"),
    ],
)
def test_characters_that_no_author_typed_go(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_cleaning_never_runs_far_ahead_of_its_reader() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield f"Paragraph {read}."

    cleaned = clean(endless())
    for _ in range(5000):
        next(cleaned)
    assert read <= 5000 + HEADER_PARAGRAPHS


def test_the_books_of_the_field_lose_header_licence_and_marks() -> None:
    for name in ("modern.txt", "copyrighted.txt"):
        document = next(read_documents([FIELD / name]))
        texts = list(clean(document.paragraphs))
        whole = "\n".join(texts)
        assert not re.search(
            r"Gutenberg|GUTENBERG|copyright|editions|[\[\]{}_*]|Illustration|Pg|1901|406", whole
        )
        assert "Ida held the letter very carefully. It was addressed to the Northern Star, which" in whole
        assert "smell of coal. She had not slept; she had counted the rivets in the bulkhead." in whole
        assert "laughed, and said that he had once had a letter of that kind himself." in whole
        assert not [
            text for text in texts if text.startswith(("I. The Quay", "There were four", "A morning"))
        ]
        assert whole.count("The ferry left at nine") == 3
