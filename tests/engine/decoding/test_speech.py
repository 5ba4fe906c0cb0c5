# ruff: noqa: RUF001
"""Quotes, speech and paragraphs are given back as the writer has them, in many hands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.decoding.quotes import OpenQuotes, Role, quote_style
from desktop.engine.decoding.typography import Typography, for_model

# By name: how people speak in it, with what the model writes next and what is to stand on the page.
STYLES = {
    "American": (
        "“You're late,” she said.\n“I know,” he said. “The 'quick' train wasn't.”\n",
        '"It\'s never quick," she said. "Never."',
        "“It's never quick,” she said. “Never.”",
    ),
    "American, curly throughout": (
        "“You’re late,” she said. “‘Soon’ is what you told me.”\n",
        "\"It's late. 'Soon' is no time,\" he said.",
        "“It’s late. ‘Soon’ is no time,” he said.",
    ),
    "typewriter": (
        '"You\'re late," she said.\n"I know," he said.\n',
        "\"It's late. 'Soon' is no time,\" he said.",
        "\"It's late. 'Soon' is no time,\" he said.",
    ),
    "British": (
        "‘You’re late,’ she said.\n‘I know,’ he said. ‘The dogs’ bowls were empty.’\n",
        '"It\'s never the dogs\' bowls," she said. "Never."',
        "‘It’s never the dogs’ bowls,’ she said. ‘Never.’",
    ),
    "British, which the model goes on with": (
        "‘You’re late,’ she said.\n‘I know,’ he said.\n",
        "'It's late,' she said. 'Isn't it?'",
        "‘It’s late,’ she said. ‘Isn’t it?’",
    ),
    "British on a typewriter": (
        "'You're late,' she said.\n'I know,' he said. 'I couldn't help it.'\n",
        '"It\'s never the dogs\' fault," she said. "Never."',
        "'It's never the dogs' fault,' she said. 'Never.'",
    ),
    "British with a quote inside": (
        "‘Who said “never”?’ she asked.\n",
        '"He said \'never\' and "always"," she said.',
        "‘He said “never” and “always”,’ she said.",
    ),
    "British, the inner ones not seen yet": (
        "'You're late,' she said.\n",
        "\"He said 'never'.\"",
        "'He said \"never\".'",
    ),
    "German": (
        "„Du kommst spät“, sagte sie. „Das ‚bald‘ war gelogen.“\n",
        '"Bald ist \'bald\'", sagte er. "Wie geht\'s?"',
        "„Bald ist ‚bald‘“, sagte er. „Wie geht’s?“",
    ),
    "German, the inner ones not seen yet": (
        "„Du kommst spät“, sagte sie.\n",
        "\"Bald ist 'bald'\", sagte er.",
        "„Bald ist ‚bald‘“, sagte er.",
    ),
    "German with guillemets": (
        "»Du kommst spät«, sagte sie. »Ich weiß«, sagte er.\n",
        "\"Bald ist 'bald'\", sagte er.",
        "»Bald ist ›bald‹«, sagte er.",
    ),
    "French": (
        "«\u00a0Tu es en retard\u00a0», dit-elle.\n«\u00a0Je sais.\u00a0»\n",
        '"Il n\'est pas tard", dit-il. "Viens."',
        "«\u00a0Il n'est pas tard\u00a0», dit-il. «\u00a0Viens.\u00a0»".replace("'", "’"),
    ),
    "French with narrow spaces": (
        "«\u202fTu es en retard\u202f», dit-elle. «\u202fD'accord\u202f!\u202f»\n",
        '"Viens."',
        "«\u202fViens.\u202f»",
    ),
    "French with plain spaces": (
        "« Tu es en retard », dit-elle. « Je sais. »\n",
        '"Viens", dit-il. "Vite."',
        "« Viens », dit-il. « Vite. »",
    ),
    "Italian, Russian, Swiss": (
        "«Sei in ritardo», disse lei. «Lo so».\n",
        '"Vieni", disse lui. "Presto."',
        "«Vieni», disse lui. «Presto.»",
    ),
    "Polish": (
        "„Spóźniłeś się” – powiedziała. „Wiem.”\n",
        '"Chodź" – powiedział.',
        "„Chodź” – powiedział.",
    ),
    "Swedish": (
        "”Du är sen”, sa hon. ”Jag vet”, sa han.\n",
        '"Kom", sa han. "Fort."',
        "”Kom”, sa han. ”Fort.”",
    ),
    "Japanese": (
        "「遅いね」と彼女は言った。「『すぐ』と言ったのに」\n",
        "\"はい。'すぐ'だ\"と彼は言った。",
        "「はい。『すぐ』だ」と彼は言った。",
    ),
    "a dash": (
        "— Tu es en retard, dit-elle.\n— Je sais.\n",
        '"Viens," dit-il. "Vite."\nIl sortit.',
        "— Viens, dit-il. Vite.\nIl sortit.",
    ),
    "a dash without a space": (
        "—You're late, she said.\n—I know.\n",
        '"Come," he said.\n"Why?"',
        "—Come, he said.\n—Why?",
    ),
    "a dash with a no-break space": (
        "–\u00a0Spóźniłeś się.\n–\u00a0Wiem.\n",
        '"Chodź."',
        "–\u00a0Chodź.",
    ),
}


@pytest.mark.parametrize("name", STYLES)
def test_speech_follows_the_writer(name: str) -> None:
    left, text, written = STYLES[name]
    assert Typography(left).apply(text, left) == written


@pytest.mark.parametrize("name", STYLES)
def test_speech_is_the_same_in_whatever_pieces_it_comes(name: str) -> None:
    left, text, written = STYLES[name]
    typography = Typography(left)
    for size in (1, 2, 3, 5):
        page, held = left, ""
        for place in range(0, len(text), size):
            held += text[place : place + size]
            end = len(held) - typography.unfinished(held)
            page += typography.apply(held[:end], page)
            held = held[end:]
        page += typography.apply(held, page)
        assert page[len(left) :].replace("'", "’") == written.replace("'", "’"), size


@pytest.mark.parametrize("name", STYLES)
def test_the_text_after_the_cursor_shows_it_as_well(name: str) -> None:
    right, text, written = STYLES[name]
    typography = Typography("It was late.\n", "\n" + right)
    if "dash" in name or name in ("Swedish", "Japanese"):
        return  # of one paragraph before it, little is known
    assert typography.apply(text, "\n") == written


@pytest.mark.parametrize(
    ("left", "text", "written"),
    [
        ("‘You’re late,’ she said. ‘I", ' know,"', " know,’"),
        ("‘You’re late,’ she said. ‘I", " know,'", " know,’"),
        ("'You're late,' she said. 'I", ' know,"', " know,'"),
        ("‘You’re late,’ she said. ‘He said “no", '."', ".”"),
        ("‘You’re late,’ she said. ‘He said “no.”", '"', "’"),
        ("‘Yes,’ she said. ‘I don’t—", '" She', "’ She"),
        ("“Yes,” she said. “I don't—", '" She', "” She"),
        ("“Yes,” she said—", '"no', "“no"),
        ("„Ja“, sagte sie. „Nein", '."', ".“"),
        ("«\u00a0Oui\u00a0», dit-elle. «\u00a0Non", '."', ".\u00a0»"),
        ("«\u00a0Oui\u00a0», dit-elle. «\u00a0Non.\u00a0", '"', "»"),
        ("«\u00a0Oui\u00a0», dit-elle. «", "Non", "\u00a0Non"),
        ("«\u00a0Oui\u00a0», dit-elle. «\u00a0", "Non", "Non"),
        ("— Oui, dit-elle.\n", '"', "— "),
        ("— Oui, dit-elle.\n— Non", '," dit', ", dit"),
        ("— Oui, dit-elle.\nIl dit : «\u00a0Non\u00a0». Elle dit", ' : "Oui."', " : «\u00a0Oui.\u00a0»"),
        ("‘Yes,’ she said.\n‘", "'Tis", "’Tis"),
    ],
)
def test_what_was_begun_is_gone_on_with(left: str, text: str, written: str) -> None:
    assert Typography(left).apply(text, left) == written


@pytest.mark.parametrize(
    "word", ["'tis", "'Twas", "'em", "rock 'n' roll", "the '80s", "in '45", "'til then", "'round"]
)
@pytest.mark.parametrize("speech", ["‘Yes,’ she said. ", "“Yes,” she said. “Don’t.” ", "„Ja“, sagte sie. "])
def test_words_that_begin_with_an_apostrophe_are_no_speech(word: str, speech: str) -> None:
    left = speech + "It was"
    assert Typography(left).apply(f" {word} and", left) == f" {word} and".replace("'", "’")
    text = speech * 3 + f" It was {word}, and {word} again, the dogs' and the girls' own."
    text = text.replace("'", "’")
    style, alike = quote_style(text, False), quote_style(speech * 3, False)
    assert (style.outer, style.inner) == (alike.outer, alike.inner)


@pytest.mark.parametrize("name", ["Emily", "Tilda", "Nora", "Empty", "Roundly", "Until", "Emma's", "Round"])
def test_names_that_begin_like_such_words_are_speech(name: str) -> None:
    left = "‘Yes,’ she said.\n"
    assert Typography(left).apply(f"'{name} here,' he", left) == f"‘{name} here,’ he".replace("'", "’")


def test_what_waits_for_the_rest_of_a_word_is_no_longer_than_it_has_to_be() -> None:
    british, typewriter = Typography("‘Yes,’ she said."), Typography('"Yes," she said.')
    assert [british.unfinished(text) for text in ("a '", "a 't", "a 'tis ", "don'", "x,'", "'wonderful")] == [
        1,
        2,
        0,
        0,
        0,
        0,
    ]
    assert typewriter.unfinished("a '") == 0


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("She said 'no' to the 'new' rules. 'Old' is better.", '""', "''"),
        ("She said ‘no’ to the ‘new’ rules.", "“”", "‘’"),
        ("The dogs’ bowls, the girls’ coats, James’ hat.", "“”", "‘’"),
        ("The dogs' bowls, the girls' coats.", '""', "''"),
        ("“One paragraph,\n\n“and another of the same speech.”", "“”", "‘’"),
        ("'One paragraph,\n\n'and another of the same speech.'", "''", '""'),
        ("“Old,” she said. “Old.” ‘New,’ he said. ‘New,’ he said. ‘New.’", "‘’", "“”"),
        ("(“Aside,” he said.) [“Why?”]", "“”", "‘’"),
        ("„Tak”, powiedział. „Nie”.", "„”", "‚’"),
        ("", '""', "''"),
    ],
)
def test_the_style_of_a_text(text: str, outer: str, inner: str) -> None:
    style = quote_style(text, False)
    assert style.outer.opening + style.outer.closing == outer
    assert style.inner.opening + style.inner.closing == inner


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("‘It’s the dogs’ bowl,’ she said, ‘’tis “theirs”, and—’ ‘Don’t.’", "(--)(-())(-)"),
        ("'It's the dogs' bowl,' she said, ''tis \"theirs\", and—' 'Don't.'", "(--)(-())(-)"),
        ("The dogs’ bowls and the girls’ ‘new’ ones", "--()"),
        ("‘Yes’ he said, ‘it is.’", "()()"),
        ("‘The dogs’ barked", "()"),  # nothing closes it later
        ("„Ja‘, „nein“, ‚so‘", "(-()()"),
        ("«\u00a0Oui\u00a0», «\u00a0l’un “et” l’autre\u00a0»", "()(-()-)"),
        ("“I don’t—” he said—“No”", "(-)()"),
        ("He said:“no”(“yes”)", "()()"),
    ],
)
def test_each_mark_has_its_part(text: str, parts: str) -> None:
    roles = {Role.OPENS: "(", Role.CLOSES: ")", Role.APOSTROPHE: "-"}
    assert "".join(roles[mark.role] for mark in OpenQuotes().read(text)) == parts


@settings(deadline=None)
@given(
    left=st.text("ab s'\"‘’“”«»„‚—-\n\t\u00a0.,明「", max_size=60),
    text=st.text("ab s'\".,\n—", max_size=30),
)
def test_whatever_stands_there_no_letter_is_lost_or_added(left: str, text: str) -> None:
    written = Typography(left).apply(text, left)
    kept = [one for one in text if one.isalpha()]
    assert [one for one in written if one.isalpha()] == kept


@pytest.mark.parametrize(
    ("left", "speaks"),
    [
        ("‘Yes,’ she said. ‘I", True),
        ("‘Yes,’ she said.", False),
        ("‘It’s the dogs’ own.’ She", False),
        ("«\u00a0Oui\u00a0», dit-elle. «\u00a0Non", True),
        ('"Yes," she said. "I', True),
        ('"Yes," she said. "I\n', False),
        ("— Oui, dit-elle.\n— Non", True),
        ("— Oui, dit-elle.\nIl", False),
    ],
)
def test_whether_someone_speaks(left: str, speaks: bool) -> None:
    assert Typography(left).speaks(left) is speaks


# --- what the model reads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "read"),
    [
        ("‘You’re late,’ she said. ‘The dogs’ bowl", "", '"You\'re late," she said. "The dogs" bowl'),
        (
            "‘Late “again”,’ she said.\n‘It's",
            " the dogs’ bowl,’ he",
            "\"Late 'again',\" she said.\n\"It's| the dogs' bowl,\" he",
        ),
        ("'You're late,' she said. ", "'Yes.'", '"You\'re late," she said. |"Yes."'),
        ("“You’re late,” she said. “‘Soon’ is", "", None),
        ("She said ‘no’ to it.", "", None),
        ("It was late.", "", None),
        ("„Ja“, sagte sie. „Das ‚bald‘ ist", "", None),
        ("‘Yes,’ she said.\n" + "It was late. " * 500, "", '"Yes," she said.\n' + "It was late. " * 500),
    ],
)
def test_speech_in_single_quotes_is_read_as_speech(left: str, right: str, read: str | None) -> None:
    assert "|".join(filter(None, for_model(left, right))) == (read or "|".join(filter(None, (left, right))))


def test_where_nobody_has_spoken_for_long_it_is_done_as_before() -> None:
    left = "‘Yes,’ she said.\n" + "It was late.\n" * 500
    assert Typography(left).apply('"No," he said.', left) == "‘No,’ he said."
    left = "‘Yes,’ she said.\n" + "It was late.\n" * 5000
    assert Typography(left).apply('"No," he said.', left) == '"No," he said.'


@settings(deadline=None)
@given(st.text("ab s'\"‘’“”,.—\n", max_size=80), st.integers(0, 80))
def test_what_is_read_has_each_character_in_its_place(text: str, cut: int) -> None:
    left, right = text[:cut], text[cut:]
    read = for_model(left, right)
    assert (len(read[0]), len(read[1])) == (len(left), len(right))
    marks = "'\"‘’“”"
    for old, new in zip(left + right, "".join(read), strict=True):
        assert old == new or (old in marks and new in marks)


def test_typing_changes_nothing_that_was_read_long_before() -> None:
    """Or the model would have to read the story again."""
    text = (
        "‘You’re late,’ she said. ‘The dogs’ bowls, “both”, were empty.’\n"
        "‘I know,’ he said.\n‘’Tis late,’ she said.\n"
    )
    before = ""
    for end in range(40, len(text)):
        read = for_model(text[:end], "")[0]
        same = next((at for at, (old, new) in enumerate(zip(before, read, strict=False)) if old != new), end)
        assert same > text[:end].rstrip("\n").rfind("\n", 0, max(0, end - 1))
        before = read


# --- paragraphs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", ["\t", "\t\t", "    ", "  ", "\u2003", "\u3000", "\u00a0\u00a0"])
@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_paragraphs_begin_as_the_writers_do(indent: str, parting: str) -> None:
    left = parting.join(f"{indent}It was late, and nobody came, {number}." for number in range(4))
    assert Typography(left).apply("\nShe", left) == f"{parting}{indent}She"
    assert Typography(left + "\n").apply("She", left + "\n") == f"{indent}She"
    assert Typography(left + "\n" + indent).apply("She", left + "\n" + indent) == "She"


@pytest.mark.parametrize(
    ("left", "right", "parting"),
    [
        ("\tIt was late.", "", "\n\t"),
        ("Chapter One\n\n\tIt was late.\n\tShe slept.", "", "\n\t"),
        ("Chapter One\n\nIt was late.\n\tShe slept.\n\tHe did not.", "", "\n\t"),
        ("It was late.\n\tShe slept.", "", "\n\t"),
        ("It was late.\n\tShe slept.\nHe did not.", "", "\n"),
        ("It was late.\n    - a list\nShe slept.\nHe did not.", "", "\n"),
        ("It was late.\n\nShe slept.", "", "\n\n"),
        ("It was late.\n\n", "", "\n\n"),
        ("It was late.\n \nShe slept.\n\t\nHe did not.", "", "\n\n"),
        ("It was late.\nShe slept.\n\n\nHe did not.\nShe did.", "", "\n"),
        ("It was", " late.\n\tShe slept.\n\tHe did not.", "\n\t"),
        ("It was", " late.\n\nShe slept.\n\nHe did not.", "\n\n"),
        ("It was late.", "", "\n"),
        ("x" * 3000 + " late.\n\tShe slept.\n\tHe did not.", "", "\n\t"),
        ("\tIt was late. " + "She slept on. " * 300, "", "\n"),  # where it begins is out of sight
    ],
)
def test_paragraphs_part_as_the_writers_do(left: str, right: str, parting: str) -> None:
    assert Typography(left, right).apply("\n", left) == parting


def test_indented_speech() -> None:
    left = "\t‘You’re late,’ she said.\n\t‘I know.’"
    assert Typography(left).apply('\n"It\'s late," she said.\n"Yes."', left) == (
        "\n\t‘It’s late,’ she said.\n\t‘Yes.’"
    )
    left = "\t— Tu es en retard.\n\t— Je sais."
    assert Typography(left).apply('\n"Viens," dit-il.', left) == "\n\t— Viens, dit-il."
