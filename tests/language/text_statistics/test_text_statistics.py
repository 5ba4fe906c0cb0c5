"""The figures of small texts, which one can count oneself."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.words import count_words
from desktop.language.text_statistics.sentences import sentence_ends
from desktop.language.text_statistics.text_statistics import LONGEST_LISTED, TextStatistics
from desktop.language.text_statistics.usual_words import UsualWords, usual_words
from desktop.language.text_statistics.word_use import KNOWN_SHARE, MOST_LISTED, Overused

MODELS = Path(__file__).parents[3] / "resources" / "models"


def read(text: str, usual: UsualWords | None = None) -> TextStatistics:
    statistics = TextStatistics(usual)
    for line in text.split("\n"):
        statistics.read(line)
    list(statistics.end())
    return statistics


def sentences(line: str) -> list[str]:
    cuts = [0, *sentence_ends(line), len(line)]
    return [part for begin, end in pairwise(cuts) if (part := line[begin:end].strip())]


@pytest.mark.parametrize(
    "parts",
    [
        ["It was late.", "She went home!", "Why?"],
        ["“Stop!” he said.", "“Go on.”", "She went."],
        ["Mr. Ray met Dr. J. R. Hale at No. 7.", "They spoke."],
        ["It was I.", "He knew."],
        ["Well … perhaps.", "No…", "Yes."],
        ["He came (late as ever).", "(She had gone.)", "Then rain."],
        ["It cost 3.50 and no more.", "“Really?!”", "Yes."],
        ["No mark at the end"],
        ["夜深了。", "她开了门！", "“谁？”", "没有人。"],
        ["Er kam z.B. nie.", "»Komm!« rief er.", "Gut."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    separator = "" if parts[0][0] > "\u2fff" else " "
    assert sentences(separator.join(parts)) == parts


def test_lengths() -> None:
    statistics = read("One two three. Four!\n\n \t\nFive-and-a-half sixes, don't you know\n")
    assert (statistics.words, statistics.sentences, statistics.paragraphs) == (9, 3, 2)
    assert (statistics.characters, statistics.spaces) == (59, 9)
    assert statistics.different_words == 9
    assert read("").minutes == 0
    assert read("word " * 520).minutes == 2


@given(st.text(alphabet="aB .!?\n“”\u3002\u591c\u00a0\u2009…-'", max_size=200))
def test_any_text_adds_up(text: str) -> None:
    statistics = read(text)
    lines = text.split("\n")
    assert statistics.words == sum(map(count_words, lines))
    assert statistics.characters == sum(map(len, lines))
    assert statistics.spaces == sum(map(str.isspace, "".join(lines)))
    assert statistics.sentences <= statistics.words
    longest = statistics.longest
    assert len(longest) == min(LONGEST_LISTED, statistics.sentences)
    assert [one.words for one in longest] == sorted((one.words for one in longest), reverse=True)
    for one in longest:
        assert one.last_line == one.line
        assert count_words(lines[one.line][one.offset : one.end]) == one.words
    if statistics.sentences <= LONGEST_LISTED:
        assert sum(one.words for one in longest) == statistics.words


def test_pieces_of_a_long_paragraph_are_one() -> None:
    statistics = TextStatistics()
    statistics.read("Begun before. And it goes ")
    statistics.read("on and on ", continues=True)
    statistics.read("to its end. Then more.", continues=True)
    list(statistics.end())
    assert (statistics.paragraphs, statistics.sentences) == (1, 3)
    longest = statistics.longest[0]
    assert (longest.words, longest.line, longest.offset) == (9, 0, 14)
    assert (longest.last_line, longest.end) == (2, 11)


# --- words -----------------------------------------------------------------------------------------------

FILLER = "the of and to in that was his he it with as had for at on her not be. "
COMMON = FILLER.strip(". ").split(" ")
USUAL = UsualWords(
    {word: rank for rank, word in enumerate([*COMMON, *(f"w{n}" for n in range(400)), "suddenly"])}
)


def found(text: str, usual: UsualWords | None = USUAL) -> dict[str, Overused]:
    return {one.word: one for one in read(text, usual).overused}


def test_a_word_that_comes_more_often_than_usual() -> None:
    text = (FILLER * 60 + "Suddenly it was suddenly and suddenly. ") * 20
    word = found(text)["suddenly"]
    assert word.count == 60
    expected = read(text).words * USUAL.share("suddenly")
    assert word.times_usual == pytest.approx(60 / expected)
    assert word.close == 40  # the second and third of each three


def test_as_often_as_usual_is_not_too_often() -> None:
    assert not found((FILLER * 500 + "Then suddenly. ") * 8)


def test_words_that_nobody_notices_and_names_are_left_out() -> None:
    assert not found(("The of and to " * 50 + "with Harker and of Harker was. ") * 10)
    # At the beginning of a sentence, a capital letter tells nothing.
    assert "lantern" in found((FILLER + "Lantern and lantern. ") * 10)


def test_in_another_language_only_what_comes_close_together_is_told() -> None:
    text = ("Der Mond schien auf den See und der See lag still und der Wind schlief. " * 8 + "\n") * 10
    words = found(text + "Plötzlich rief es plötzlich und plötzlich wieder plötzlich und plötzlich.")
    assert set(words) == {"plötzlich"}
    assert (words["plötzlich"].count, words["plötzlich"].times_usual, words["plötzlich"].close) == (
        5,
        None,
        4,
    )
    assert KNOWN_SHARE > 0.5


def test_of_chinese_each_two_characters_are_taken_for_a_word() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(2000)) * 6 + "忽然他忽然笑了，忽然又忽然哭了，忽然停。"
    assert "忽然" in found(text, None)


def test_the_list_ends_somewhere() -> None:
    words = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(100)]
    text = "".join(f"{FILLER * 3}{word} and {word} was {word} in {word} of {word}. " for word in words)
    assert len(found(text)) == MOST_LISTED


def test_the_shipped_english_tokenizer_knows_usual_words() -> None:
    usual = usual_words(MODELS / "english" / "tokenizer.json")
    assert usual is not None
    assert usual.is_unnoticed("the")
    assert usual.is_unnoticed("said")
    assert not usual.is_unnoticed("suddenly")
    assert usual.share("the") > usual.share("house") > usual.share("suddenly") > usual.share("lantern")
    assert usual.share("lantern") > usual.share("xylophonist") > 0
    assert "café" in usual or "cafe" not in usual


def test_other_tokenizers_tell_nothing(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    assert usual_words(file) is None
    for data in (
        "",
        "[]",
        '{"model": {"type": "WordLevel", "vocab": {"a": 1}}}',
        '{"model": 3}',
        "[" * 10**5,
    ):
        file.write_text(data)
        assert usual_words(file) is None
    chinese = usual_words(MODELS / "chinese" / "tokenizer.json")
    assert chinese is None or "的" not in chinese


def test_letters_beyond_ascii_are_spelled(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    vocab = {"Ġthe": 5, "ĠcafÃ©": 9, "ĠÃ": 6, "Ġ": 1, "x": 2, "Ġ12": 3}
    file.write_text(json.dumps({"model": {"type": "BPE", "vocab": vocab}}), encoding="utf-8")
    usual = usual_words(file)
    assert usual is not None
    assert (usual.rank("the"), usual.rank("café")) == (0, 1)
    assert usual.rank("x") == 2
