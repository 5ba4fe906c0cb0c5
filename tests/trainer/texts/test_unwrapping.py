import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.texts.prose import paragraphs
from trainer.texts.unwrapping import paragraphs_of


def wrapped(texts: list[str], width: int) -> list[str]:
    return "\n\n".join(textwrap.fill(text, width, break_on_hyphens=True) for text in texts).split("\n")


@pytest.mark.parametrize("width", [60, 65, 70, 75, 80])
def test_hard_wrapped_text_becomes_paragraphs(width: int) -> None:
    texts = [" ".join(paragraphs(2, seed)) for seed in range(40)]
    assert list(paragraphs_of(wrapped(texts, width))) == texts


def test_text_with_a_paragraph_on_each_line_stays_so() -> None:
    texts = list(paragraphs(200))
    assert list(paragraphs_of(texts)) == texts


def test_paragraphs_on_lines_with_empty_lines_between_stay_so() -> None:
    texts = list(paragraphs(50))
    assert list(paragraphs_of("\n\n".join(texts).split("\n"))) == texts


def test_verse_keeps_its_lines() -> None:
    lines = [
        "The harbour lights are low tonight,",
        "The gulls have gone to bed,",
        "And nobody has told the tide",
        "A word of what was said.",
        "",
        "The captain winds his silver watch",
        "And sets it by the moon,",
        "A kettle sings, a shutter bangs,",
        "The dawn will be here soon.",
    ]
    assert list(paragraphs_of(lines * 6)) == [line for line in lines * 6 if line]


def test_short_lines_of_dialogue_keep_their_lines() -> None:
    lines = ["MARA:", "Where have you left the boat, and who is watching it?", "", "JOHN:", "Below."] * 20
    assert list(paragraphs_of(lines)) == [line for line in lines if line]


CHINESE = (
    "天色渐渐暗下来，街上的灯一盏一盏地亮了。老人坐在门口，手里拿着一封没有拆开的信。他不知道该不该读它。",
    "“你还在等什么？”孙女问。他摇摇头，没有回答，只是看着远处的山。风从河边吹来，带着一点潮湿的气味。",
    "“没有。”",
    "他打开 Python 的书，读了三页，又合上了。",
)
THAI = "ฉันเดินไปตลาดเพื่อซื้อผลไม้และผักแล้วกลับบ้านก่อนค่ำ เพราะแม่รออยู่ที่หน้าบ้านกับน้องสาวของฉัน"


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("kinds", [CHINESE, CHINESE[:2]])
def test_chinese_with_a_paragraph_on_each_line_stays_so(indent: str, kinds: tuple[str, ...]) -> None:
    texts = [*kinds] * 20
    assert list(paragraphs_of([indent + text for text in texts])) == texts


@pytest.mark.parametrize("between", ["", "\u3000\u3000"])
@pytest.mark.parametrize("width", [30, 36, 40])
def test_wrapped_chinese_is_joined_without_spaces(width: int, between: str) -> None:
    text = "".join(CHINESE[:2])
    lines = [text[at : at + width].strip() for at in range(0, len(text), width)]
    paragraph = [between + lines[0], *lines[1:]] if between else [*lines, ""]
    assert list(paragraphs_of(paragraph * 10)) == [text] * 10


def test_wrapped_thai_is_joined_without_spaces() -> None:
    text = THAI * 2
    lines = [text[:80], text[80:160], text[160:], ""]
    assert list(paragraphs_of(lines * 10)) == [text] * 10


def test_lines_that_are_sentences_of_like_length_stay_so() -> None:
    texts = [f"She walked along the quay on day {n}, and nobody said a word to her." for n in range(10, 60)]
    assert list(paragraphs_of(texts)) == texts


def test_indented_lines_in_wrapped_text_start_paragraphs() -> None:
    texts = [" ".join(paragraphs(2, seed)) for seed in range(20)]
    lines = [*wrapped(texts, 70), "", "    The harbour lights are low,", "    The gulls have gone to bed."]
    assert list(paragraphs_of(lines))[-2:] == ["The harbour lights are low,", "The gulls have gone to bed."]


BODY = wrapped([" ".join(paragraphs(3, seed)) for seed in range(20)], 70)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a well--", "known sea-", "captain"], "a well--known sea-captain"),
        (["said he—", "and went"], "said he—and went"),
        (["said he —", "and went"], "said he — and went"),
        (["der Ein-", "und Ausgang der Straße"], "der Ein- und Ausgang der Straße"),
        (["two-", "or threefold"], "two- or threefold"),
        (["Der Ein- und Ausgang", "war zu."], "Der Ein- und Ausgang war zu."),
        (["— Rien, dit-elle. — Et toi", "donc ?"], "— Rien, dit-elle. — Et toi donc ?"),
        (["in 1914-", "1918 there"], "in 1914-1918 there"),
    ],
)
def test_dashes_and_hyphens_join_at_line_ends_alone(lines: list[str], joined: str) -> None:
    assert list(paragraphs_of([*BODY, "", *lines]))[-1] == joined


def test_words_that_a_printer_cut_are_whole_again() -> None:
    lines = wrapped([" ".join(paragraphs(3, seed)) for seed in range(40)], 60)
    # Cut in the midst of known words, as a scan is.
    text = [
        *(
            "The arrange-",
            "ment of the post-",
            "man and the cap-",
            "tain; an unheard-",
            "of word, and a sea-",
        ),
        "captain. A sea-captain, the arrangement, my unheard-of postman. A well-",
        *("bred cat, and the umb-", "rella."),
    ]
    joined = " ".join(list(paragraphs_of([*lines, "", *text]))[-1:])
    assert joined.startswith(
        "The arrangement of the postman and the captain; an unheard-of word, and a sea-captain."
    )
    assert joined.endswith("and the umbrella.")


def test_a_text_of_one_line_is_one_paragraph() -> None:
    assert list(paragraphs_of(["  Only this. "])) == ["Only this."]


@given(st.lists(st.text(alphabet="ab -.\t", max_size=90), max_size=60))
def test_no_word_is_lost_or_torn(lines: list[str]) -> None:
    kept = "".join("".join(paragraphs_of(lines)).split()).replace("-", "")
    assert kept == "".join("".join(lines).split()).replace("-", "")


def test_a_margin_and_empty_lines_between_do_not_keep_lines_apart() -> None:
    texts = [" ".join(paragraphs(2, seed)) for seed in range(40)]
    lines = wrapped(texts, 65)
    with_margin = ["The Lamp", "", *(f"     {line}" if line else "" for line in lines)]
    assert list(paragraphs_of(with_margin)) == ["The Lamp", *texts]
    doubled = [text for line in lines for text in ((line, "") if line else ("",))]
    assert list(paragraphs_of(doubled)) == texts
