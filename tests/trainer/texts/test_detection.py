# ruff: noqa: RUF001
"""The desk and the trainer share no code; what encoding a text is in they have to find out alike."""

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.documents import detection as of_the_desk
from desktop.engine.documents.encodings import known_name
from trainer.texts import detection as of_the_trainer

TEXTS = (
    ("cp1252", "„Es wird spät“, sagte sie und schloß die Tür. Über den Dächern hing ein Streifen – grau."),
    ("iso8859-1", "Il était déjà tard, et la rivière coulait près de la forêt; où allait-elle?"),
    ("mac-roman", "“Il était déjà tard,” dit-elle, près de la rivière où l’été s’achevait."),
    ("cp850", "Es wird spät, sagte sie und schloß die Tür über dem Garten der Großmutter."),
    ("cp1250", "Ściemniło się i na ulicy zapalały się latarnie. Żółta łódź płynęła dalej."),
    ("iso8859-2", "Setmělo se a na ulici se jedna po druhé rozsvítily lampy. Stařec seděl u dveří."),
    ("cp1251", "Стемнело, и на улице один за другим зажглись фонари. Старик сидел у двери."),
    ("koi8-r", "Стемнело, и на улице один за другим зажглись фонари. Старик сидел у двери."),
    ("cp1253", "Νύχτωσε και στον δρόμο άναψαν ένα ένα τα φώτα. Ο γέρος καθόταν στην πόρτα."),
    ("cp1254", "Hava karardı ve sokakta ışıklar birer birer yandı. Yaşlı adam kapıda oturuyordu."),
    ("cp1255", "החשיך, וברחוב נדלקו הפנסים בזה אחר זה. הזקן ישב ליד הדלת."),
    ("cp874", "ฉันเดินไปตลาดเพื่อซื้อผลไม้และผักแล้วกลับบ้านก่อนค่ำ"),
    ("gbk", "天色渐渐暗下来，街上的灯一盏一盏地亮了。老人坐在门口。"),
    ("cp950", "天色漸漸暗下來，街上的燈一盞一盞地亮了。老人坐在門口。"),
    ("cp932", "夕方になると、通りの灯りがひとつずつともった。老人は戸口に座っていた。"),
    ("cp949", "날이 어두워지자 거리의 불이 하나씩 켜졌다. 노인은 문 앞에 앉아 있었다."),
)


def alike(data: bytes) -> str:
    by_the_desk, _ = of_the_desk.detect_legacy(data)
    assert known_name(of_the_trainer.detect_legacy(data)) == by_the_desk
    return by_the_desk


@pytest.mark.parametrize(("encoding", "text"), TEXTS, ids=[encoding for encoding, _ in TEXTS])
def test_both_find_the_encoding_of_a_text(encoding: str, text: str) -> None:
    data = (text + "\n").encode(encoding) * 3
    assert data.decode(alike(data)) == (text + "\n") * 3


@settings(max_examples=40)
@given(st.sampled_from(TEXTS), st.integers(1, 60), st.binary(max_size=3), st.integers(0, 50))
def test_both_guess_alike_of_fragments_and_of_damaged_texts(text, length, stray, place) -> None:
    encoding, written = text
    data = written[:length].encode(encoding)
    alike(data[:place] + stray + data[place:])


def test_a_long_text_is_sampled_alike() -> None:
    plain = b"Nothing but plain letters here.\n" * 9000
    for encoding, text in TEXTS[:4]:
        alike(plain + text.encode(encoding) * 4 + plain)


@pytest.mark.parametrize("name", ["_sample", "_plausibility"])
def test_what_weighs_a_reading_is_the_same(name: str) -> None:
    """Rules that one of them learns are for the other, too."""
    assert inspect.getsource(getattr(of_the_trainer, name)) == inspect.getsource(getattr(of_the_desk, name))
