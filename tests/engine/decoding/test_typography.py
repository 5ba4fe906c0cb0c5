import pytest

from desktop.engine.decoding.typography import Typography

LDQ, RDQ, LSQ, RSQ, DOTS = "“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}…"


def test_straight_quotes_stay_where_the_writer_has_none() -> None:
    assert Typography("She went home").apply(" \"I don't", "d") == " \"I don't"


def test_straight_quotes_stay_where_the_writer_types_them() -> None:
    assert Typography('"No," he said').apply('. "Why?"', "d") == '. "Why?"'


@pytest.mark.parametrize(
    ("text", "before", "written"),
    [
        (' "Yes," she said.', ".", f" {LDQ}Yes,{RDQ} she said."),
        ('"Yes', "\n", f"{LDQ}Yes"),
        ('"', ".", RDQ),
        ('"', "", LDQ),
        ("don't", " ", f"don{RSQ}t"),
        (" 'Yes'", ",", f" {LSQ}Yes{RSQ}"),
        (" 'twas", ",", f" {RSQ}twas"),
        ('("Yes', " ", f"({LDQ}Yes"),
        ("\"'Yes,'", " ", f"{LDQ}{LSQ}Yes,{RSQ}"),
    ],
)
def test_curly_quotes_follow_the_writer(text: str, before: str, written: str) -> None:
    assert Typography(f"{LDQ}No,{RDQ} he said").apply(text, before) == written


def test_the_kind_of_apostrophe_decides_when_there_are_no_quotes() -> None:
    assert Typography(f"I don{RSQ}t know").apply('"Yes"', " ") == f"{LDQ}Yes{RDQ}"


def test_what_is_typed_lately_counts() -> None:
    old, new = f"{LDQ}No.{RDQ} " * 50, 'She said "no". ' * 200
    assert Typography(old + new).apply('"', " ") == '"'


def test_text_after_the_cursor_counts_too() -> None:
    assert Typography("He said ", f"{LDQ}no{RDQ}").apply('"', " ") == LDQ


def test_ellipses_follow_the_writer() -> None:
    assert Typography(f"Well{DOTS}").apply(" but...", "l") == f" but{DOTS}"
    assert Typography("Well...").apply(" but...", "l") == " but..."


def test_paragraphs_follow_the_writer() -> None:
    assert Typography("One.\n\nTwo.\n\nThree.").apply("\n", ".") == "\n\n"
    assert Typography("One.\nTwo.").apply("\n", ".") == "\n"


@pytest.mark.parametrize(
    ("text", "before", "written"),
    [
        ('"你好。"', "他说：", f"{LDQ}你好。{RDQ}"),
        ('"', f"他说：{LDQ}你好。", RDQ),
        ('。"她说，"好', f"他说：{LDQ}你好", f"。{RDQ}她说，{LDQ}好"),
        ("\"你说'是'吗\"", "他问：", f"{LDQ}你说{LSQ}是{RSQ}吗{RDQ}"),
        ('\n"好', f"{LDQ}你好。", f"\n{LDQ}好"),
        ("......", "他走了", DOTS * 2),
        ("....好", "他走了", f"{DOTS * 2}好"),
        (".好", f"他走了{DOTS}", f"{DOTS}好"),
        ("..好", f"他走了{DOTS * 2}", "好"),
        ("——他", "好", "——他"),
        ("，。！？：；、（）《》【】", "好", "，。！？：；、（）《》【】"),
    ],
)
def test_chinese_marks_are_chinese_where_the_writer_has_none(text: str, before: str, written: str) -> None:
    assert Typography("天色已晚，她打开屋门").apply(text, before) == written


def test_corner_brackets_follow_the_writer() -> None:
    typography = Typography("「早上好。」老船长说。「你来了，『小』船！」")
    assert typography.apply("\"好，'真'好。\"", "她说：") == "「好，『真』好。」"


def test_straight_marks_stay_in_chinese_where_the_writer_types_them() -> None:
    assert Typography('他说："你好..."').apply('"好..."', "她说：") == '"好..."'


def test_chinese_sentences_end_as_the_writer_ends_them() -> None:
    assert Typography("天色已晚。").apply("门开了．", "。") == "门开了。"
    assert Typography("天色已晚．").apply("门开了．", "．") == "门开了．"


def test_single_ellipses_follow_the_writer() -> None:
    assert Typography(f"他走了{DOTS}她也走了{DOTS}好").apply("...好", "我") == f"{DOTS}好"


def test_chinese_paragraphs_are_indented_as_the_writer_indents_them() -> None:
    indent = "\N{IDEOGRAPHIC SPACE}" * 2
    assert Typography(f"{indent}天色已晚。\n{indent}她来了。").apply("\n", "。") == f"\n{indent}"
    assert Typography(f"天色已晚。\n\n{indent}她来了。").apply("\n", "。") == f"\n\n{indent}"
    assert Typography("天色已晚。\n她来了。").apply("\n", "。") == "\n"


@pytest.mark.parametrize(
    ("left", "text", "before", "written"),
    [
        (
            "He came \u2013 late.",
            " she\u2014no\u2014\n\u2014\u2014",
            "him",
            " she \u2013 no \u2013\n\u2014\u2014",
        ),
        (
            "He came \u2013 late.",
            '\u2014she said\u2014"no\u2014"',
            "him",
            ' \u2013 she said \u2013 "no \u2013"',
        ),
        ("He came \u2013 late.", "\u2014she", "him ", "\u2013 she"),
        ("He came \u2013 late.", "she", "him \u2013", " she"),
        ("He came--late.", " he \u2014 she\u2014", "him", " he--she--"),
        ("He came \u2014 late.", "he\u2014she", "", "he \u2014 she"),
        ("He came\u00a0\u2014 late.", "he\u2014she", "", "he\u00a0\u2014 she"),
        ("He came - late.", "he\u2014she", "", "he - she"),
        ("He came\u2014late.", "he\u2014she", "", "he\u2014she"),
        ("In 1914\u201318, well-known.", "he\u2014she", "", "he\u2014she"),
        ("- a list\n- of two\n\n", "he\u2014she", "", "he\u2014she"),
    ],
)
def test_dashes_follow_the_writer(left: str, text: str, before: str, written: str) -> None:
    assert Typography(left).apply(text, before) == written


def test_a_dash_that_begins_a_speech_is_the_writers() -> None:
    typography = Typography("\u2014 Come.\n\n\u2014 No.\n\n")
    assert typography.apply("\u2014Why?\n\u2014 Oh.", "\n\n") == "\u2014 Why?\n\n\u2014 Oh."


def test_a_dash_waits_for_what_follows() -> None:
    spaced, usual = Typography("He came \u2013 late."), Typography("He came.")
    assert [spaced.unfinished(text) for text in ("a", "a\u2014", "a\u2014 ", "a\u2014b")] == [0, 1, 2, 0]
    assert usual.unfinished("a\u2014") == 0


@pytest.mark.parametrize(
    ("text", "before", "written"),
    [
        (" She went. Mr. Hale saw.", ".", "  She went.  Mr. Hale saw."),
        ("She went.", "One. ", " She went."),
        ("She went.", "One.  ", "She went."),
        (' "Why?" asked Ann. "No."', ".", '  "Why?" asked Ann.  "No."'),
        (" went home.", "She", " went home."),
    ],
)
def test_two_spaces_part_sentences_where_the_writer_has_two(text: str, before: str, written: str) -> None:
    assert Typography("One.  Two.  Three. Four.").apply(text, before) == written
    assert Typography("One.  Two. Three. Four.").apply(" Five. Six", ".") == " Five. Six"


@pytest.mark.parametrize(
    ("before", "right", "closing"),
    [
        (f"{LDQ}No.", "", RDQ),
        (f"{LDQ}No.{RDQ}", "", ""),
        (f"{LDQ}No.", f" Yes,{RDQ} he said.", ""),
        (f"{LDQ}No.", f"\n{LDQ}Yes,{RDQ} he said.", RDQ),
        (f"{LDQ}I ain{RSQ}t {RSQ}ad it.", "", RDQ),
        ("It was so.", "", ""),
    ],
)
def test_a_speech_is_closed_unless_the_text_behind_closes_it(before: str, right: str, closing: str) -> None:
    assert Typography(f"{LDQ}Oh,{RDQ} he said.").closing(before, right) == closing


def test_apostrophes_close_nothing_more_than_the_speech() -> None:
    assert Typography("'Yes,' he said. 'Oh.'").closing("'I ain't 'ad it.") == "'"


def test_dots_wait_for_others_where_they_become_one_mark() -> None:
    assert [Typography(f"Well{DOTS}").unfinished(text) for text in ("a", "a.", "a..", "a...")] == [0, 1, 2, 0]
    assert [Typography("天色已晚").unfinished(text) for text in ("她", "她.", "她......")] == [0, 1, 6]
    assert Typography("Well...").unfinished("a..") == 0


@pytest.mark.parametrize(
    ("left", "written"),
    [
        ("„Es wird spät“, sagte sie.\n", "„Kommst du?“ fragte er. „Ja.“"),
        (
            "„Es wird spät“, sagte sie. „Wort“ hier. " + "Lange nichts. " * 900 + "\n",
            "„Kommst du?“ fragte er. „Ja.“",
        ),
        ("»Es wird spät«, sagte sie.\n", "»Kommst du?« fragte er. »Ja.«"),
        ("„Robi się późno”, powiedziała.\n", "„Kommst du?” fragte er. „Ja.”"),
    ],
)
def test_quotes_that_stand_low_stay_low(left: str, written: str) -> None:
    assert Typography(left).apply('"Kommst du?" fragte er. "Ja."', left) == written


@pytest.mark.parametrize(
    ("left", "text", "written"),
    [
        (
            "«\u00a0Il est tard\u00a0» ",
            '"Oui ?" dit-il : « non » ',
            "«\u00a0Oui\u00a0?\u00a0» dit-il\u00a0: «\u00a0non\u00a0» ",
        ),
        ("Où va-t-il\u202f? Là\u00a0: ", "Oui ! Mais : non ; et", "Oui\u202f! Mais\u00a0: non\u202f; et"),
        ("Où va-t-il ? Là : ", "Oui ! Mais", "Oui ! Mais"),
        ("Where is he? There: ", "Yes! But ... ? ", "Yes! But ... ? "),
        ("Où va-t-il\u202f? ", "un mot, « deux", "un mot, «\u202fdeux"),
    ],
)
def test_spaces_of_french_marks_do_not_break_where_the_writers_do_not(
    left: str, text: str, written: str
) -> None:
    assert Typography(left).apply(text, left) == written


def test_a_space_waits_for_the_mark_that_may_follow() -> None:
    french = Typography("Où va-t-il\u202f? ")
    assert french.unfinished("Oui ") == 1
    assert french.apply("Oui", "x") + french.apply(" !", "Oui") == "Oui\u202f!"
    assert Typography("Where? ").unfinished("Yes ") == 0
