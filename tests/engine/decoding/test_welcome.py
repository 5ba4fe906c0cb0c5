from dataclasses import replace

import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine, SuggestSettings

ENGLISH = (
    "The old woman put the lamp on the table and looked at the door. Nobody had come up the hill since the "
    "snow began, and the dog had stopped barking an hour ago. She counted the plates again."
)
# Own sentences, each of about thirty words.
FOREIGN = {
    "German": "Die alte Frau stellte die Lampe auf den Tisch und blickte zur Tür. Niemand war den Hügel "
    "heraufgekommen, seit der Schnee begonnen hatte, und der Hund bellte schon lange nicht mehr.",
    "French": "La vieille femme posa la lampe sur la table et regarda vers la porte. Personne n'avait monté"
    " la colline depuis que la neige tombait, et le chien n'aboyait plus depuis une heure.",
    "Spanish": "La anciana puso la lámpara sobre la mesa y miró hacia la puerta. Nadie había subido la "
    "colina desde que empezó a nevar, y el perro llevaba una hora sin ladrar.",
    "Italian": "La vecchia posò la lampada sul tavolo e guardò verso la porta. Nessuno era salito sulla "
    "collina da quando aveva cominciato a nevicare, e il cane non abbaiava più da un'ora.",
    "Polish": "Stara kobieta postawiła lampę na stole i spojrzała na drzwi. Nikt nie wszedł na wzgórze, "
    "odkąd zaczął padać śnieg, a pies od godziny już nie szczekał i leżał pod ławą.",
    "Swedish": "Den gamla kvinnan ställde lampan på bordet och såg mot dörren. Ingen hade kommit uppför "
    "backen sedan snön började falla, och hunden hade slutat skälla för en timme sedan.",
}
EASY = SuggestSettings(precision=0.05)


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model("en"), "cpu")


def ghosts(engine: Engine, text: str, settings: SuggestSettings = EASY) -> int:
    """At how many of the words' ends a ghost shows, once the text's beginning has told its language."""
    ends = [place for place, letter in enumerate(text) if letter == " "][14:]
    return sum(bool(engine.suggest(text[:end], "", settings)) for end in ends)


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_gets_no_ghosts(english: Engine, language: str) -> None:
    assert ghosts(english, FOREIGN[language]) == 0


def test_the_models_own_language_gets_ghosts(english: Engine) -> None:
    assert ghosts(english, ENGLISH) > 5


def test_a_foreign_paragraph_in_an_english_text_is_told_after_its_first_words(english: Engine) -> None:
    text = ENGLISH + "\n" + FOREIGN["German"]
    assert english.is_foreign(text)
    assert not english.is_foreign(text + "\n" + ENGLISH)


def test_words_in_capitals_are_english_too(english: Engine) -> None:
    assert not english.is_foreign(ENGLISH.upper())
    cues = "\n\n".join(
        f"MARGARET (CONT'D)\n{line}" for line in ("Did I?", "Oh, Calum.", "You left the light.")
    )
    assert not english.is_foreign(f"INT. LIGHTHOUSE KITCHEN - NIGHT\n\n{cues} ")
    assert english.is_foreign(FOREIGN["German"].upper())


def test_names_do_not_make_a_language(english: Engine) -> None:
    guests = (
        "At the table sat Wilhelmina Vandersteen, Septimus Crabbe, old Featherstonehaugh, Thibault de "
        "Kérouaille, both of the Okonkwos, Signora Bevilacqua, Cornelia and Bep, and Miss Yamamoto, and "
    )
    assert not english.is_foreign(guests)


def test_who_asks_is_answered_in_any_language(english: Engine) -> None:
    assert ghosts(english, FOREIGN["German"], replace(EASY, asked=True)) > 5


def test_a_bundle_without_a_calibration_knows_every_language(stream_bundle: object) -> None:
    engine = Engine.load(stream_bundle)  # type: ignore[arg-type]
    assert not engine.is_foreign(FOREIGN["Polish"])


def test_no_ghost_inside_of_an_address(english: Engine) -> None:
    left = "He wrote it down and gave her the address of the house. It was www.the"
    assert english.suggest(left, "", EASY) == []
    assert english.suggest(left, "", replace(EASY, asked=True))


def test_no_ghost_within_code(english: Engine) -> None:
    left = "He wrote it down and gave her the name of the file. It was `the"
    assert english.suggest(left, "", EASY) == []
    assert english.suggest(left, "", replace(EASY, asked=True))
    assert english.suggest(f"{left}_file` and he put the", "", EASY)


def test_a_ghost_saves_a_key_beyond_the_one_that_takes_it(english: Engine) -> None:
    text = "It was a dark and stormy nigh"
    asked = english.suggest(text, "", SuggestSettings(precision=0.5, max_words=1, asked=True))
    assert [one.text for one in asked][:1] == ["t"]
    assert english.suggest(text, "", SuggestSettings(precision=0.5, max_words=1)) == []
