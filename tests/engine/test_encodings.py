"""Which encoding a file has: known by its bytes, guessed by what they say, or named by the writer."""

from pathlib import Path

import pytest

from desktop.engine.documents import ENCODINGS, encoding_label, read_document, write_document
from desktop.engine.encodings import MARKS, known_name
from desktop.engine.errors import DocumentBinaryError, DocumentEncodingError, DocumentError

FIELD = Path(__file__).parent / "field"
SAMPLES = [line.split("|") for line in (FIELD / "languages.txt").read_text("utf-8").splitlines()]
SAMPLES_BY_ENCODING = [
    (language, encoding, text) for language, encodings, text in SAMPLES for encoding in encodings.split()
]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return tmp_path / "story.txt"


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    SAMPLES_BY_ENCODING,
    ids=[" ".join(one[:2]) for one in SAMPLES_BY_ENCODING],
)
def test_two_sentences_tell_their_encoding(story: Path, language: str, encoding: str, text: str) -> None:
    story.write_bytes(text.encode(encoding))
    document = read_document(story)
    assert document.text == text
    assert document.certain or str(encoding_label(document.encoding)) in str(document.notice)


def test_what_is_certain_is_right_and_short_texts_are_mostly_right(story: Path) -> None:
    right = certain = 0
    pieces = [
        (text[begin : begin + 40], encoding)
        for _, encoding, text in SAMPLES_BY_ENCODING
        for begin in range(0, len(text) - 40, 20)
    ]
    pieces = [(text, encoding) for text, encoding in pieces if not text.encode(encoding).isascii()]
    for text, encoding in pieces:
        story.write_bytes(text.encode(encoding))
        document = read_document(story)
        right += document.text == text
        certain += document.certain
        assert document.text == text or not document.certain
    assert right >= 0.97 * len(pieces)
    assert certain >= 0.2 * len(pieces)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("cs-iso8859_2", "iso8859-2"),
        ("de-cp1252", "cp1252"),
        ("ja-shift_jis", "cp932"),
        ("pl-cp1250", "cp1250"),
        ("ru-koi8-r", "koi8-r"),
        ("zh-gbk", "gbk"),
        ("zh-utf-16-le", "utf-16-le"),
        ("zht-big5", "cp950"),
    ],
)
def test_files_from_the_field_keep_their_encoding_through_an_edit(
    story: Path, name: str, encoding: str
) -> None:
    data = (FIELD / f"{name}.txt").read_bytes()
    story.write_bytes(data)
    document = read_document(story)
    assert (document.encoding, document.text) == (encoding, data.decode(encoding).replace("\r\n", "\n"))
    write_document(story, f"1. {document.text}", document)
    assert story.read_bytes() == "1. ".encode(encoding) + data


def test_of_encodings_that_say_the_same_the_commonest_is_taken(story: Path) -> None:
    story.write_bytes("café déjà vu, près de l'été".encode("iso8859-15"))
    assert read_document(story).encoding == "cp1252"


def test_letters_far_into_a_text_are_found(story: Path) -> None:
    russian = next(text for language, _, text in SAMPLES if language == "Russian")
    text = "All of it plain.\n" * 20_000 + russian
    story.write_bytes(text.encode("koi8-r"))
    assert read_document(story).text == text


def test_a_long_line_without_ends_is_read(story: Path) -> None:
    text = "words " * 200_000 + "“mon café”, dit-elle, près de l'été " * 200
    story.write_bytes(text.encode("cp1252"))
    assert read_document(story).text == text


def test_a_guess_is_told_and_a_named_encoding_is_no_guess(story: Path) -> None:
    story.write_bytes("Müller".encode("cp1252"))
    document = read_document(story)
    assert not document.certain
    assert "which is a guess" in str(document.notice)
    named = read_document(story, "cp1252")
    assert (named.text, named.certain, named.notice) == ("Müller", True, None)


@pytest.mark.parametrize("mark", [b"", MARKS["utf-16-be"]])
def test_big_endian_files_stay_so(story: Path, mark: bytes) -> None:
    data = mark + "One line\nand “two”.\n".encode("utf-16-be")
    story.write_bytes(data)
    document = read_document(story)
    assert (document.encoding, document.certain) == ("utf-16-be", True)
    saved = write_document(story, document.text + "3", document)
    assert story.read_bytes() == data + b"\x003"
    write_document(story, document.text, saved)
    assert story.read_bytes() == data


def test_a_second_byte_order_mark_is_no_letter_and_stays(story: Path) -> None:
    story.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbftwo marks")
    document = read_document(story)
    assert document.text == "two marks"
    write_document(story, "two more", document)
    assert story.read_bytes() == b"\xef\xbb\xbf\xef\xbb\xbftwo more"


@pytest.mark.parametrize("bad", [b"\xff", b"\xe9", b"\xc3", b"\xed\xa0\x80", b"\x80\x81"])
def test_a_bad_byte_does_not_make_utf_8_western(story: Path, bad: bytes) -> None:
    data = "Élan, “quotes”\n".encode() * 20 + b"a" + bad + b"b\n" + "and “more”.\n".encode()
    story.write_bytes(data)
    document = read_document(story)
    assert document.encoding == "utf-8"
    assert document.text.startswith("Élan, “quotes”\n")
    assert "shown as boxes" in str(document.notice)
    write_document(story, document.text.replace("more", "less"), document)
    assert story.read_bytes() == data.replace(b"more", b"less")
    # On the line itself, too.
    write_document(story, document.text.replace("\na", "\nA"), document)
    assert story.read_bytes() == data.replace(b"\na", b"\nA", 1).replace(b"\nand", b"\nAnd")


@pytest.mark.parametrize("bad", [b"\xff", b"\x80\n", b"\x81"])
@pytest.mark.parametrize(
    ("name", "encoding"),
    [("zh-gbk", "gbk"), ("zht-big5", "cp950"), ("ja-shift_jis", "cp932"), ("de-cp1252", "cp1252")],
)
def test_a_bad_byte_does_not_make_any_encoding_another(
    story: Path, name: str, encoding: str, bad: bytes
) -> None:
    lines = (FIELD / f"{name}.txt").read_bytes().split(b"\n")
    data = b"\n".join([*lines[:-1], bad + lines[-1]])
    story.write_bytes(data)
    document = read_document(story)
    assert document.encoding == encoding
    write_document(story, f"1{document.text}", document)
    assert story.read_bytes() == b"1" + data


def test_private_letters_beside_a_bad_byte_are_letters(story: Path) -> None:
    data = "é \U0010f4ff \U0010f000 “”\n".encode() * 5 + b"\xff"
    story.write_bytes(data)
    document = read_document(story)
    assert document.text.count("\U0010f4ff") == 5
    write_document(story, f"1{document.text}", document)
    assert story.read_bytes() == b"1" + data


@pytest.mark.parametrize("text", ["\0", "a\0b", "\x01\x02\x03", "words\x07" * 9, "a\0b\0c\0", "\ufeffmark"])
def test_what_is_pasted_and_saved_opens_again(story: Path, text: str) -> None:
    write_document(story, text)
    document = read_document(story)
    assert document.text == text.lstrip("\ufeff")
    write_document(story, document.text + "!", document)
    assert read_document(story).text == document.text + "!"


def test_control_characters_that_would_make_an_old_file_unreadable_are_refused(story: Path) -> None:
    data = "Müller und Söhne, Würzburg".encode("cp1252")
    story.write_bytes(data)
    document = read_document(story)
    with pytest.raises(DocumentEncodingError, match="control characters") as caught:
        write_document(story, document.text + "\0", document)
    assert caught.value.letters == "\0"
    assert story.read_bytes() == data
    write_document(story, document.text + "\0", document, "utf-8")
    assert read_document(story).text == document.text + "\0"


def test_letters_that_an_encoding_lacks_are_named_and_nothing_is_written(story: Path) -> None:
    story.write_bytes("Müller und Söhne".encode("cp1252"))
    document = read_document(story, "cp1252")
    with pytest.raises(DocumentEncodingError, match=r"has no ą 漢; save story\.txt as UTF-8") as caught:
        write_document(story, document.text + "ą, 漢, ą", document)
    assert caught.value.letters == "ą漢"
    assert story.read_bytes() == "Müller und Söhne".encode("cp1252")
    saved = write_document(story, document.text + "ą", document, "utf-8")
    assert (saved.encoding, story.read_bytes()) == ("utf-8", "Müller und Söhneą".encode())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_can_be_chosen_to_save_and_to_reopen(story: Path, encoding: str) -> None:
    story.write_bytes(b"one\r\ntwo\nthree")
    document = read_document(story)
    saved = write_document(story, document.text, document, encoding)
    assert saved.encoding == encoding
    again = read_document(story, encoding)
    assert (again.text, again.encoding) == ("one\ntwo\nthree", encoding)
    assert again.coding.decode(again.coding.body(story.read_bytes())) == "one\r\ntwo\nthree"
    assert str(encoding_label(encoding))


def test_encodings_have_one_name() -> None:
    assert [known_name(name) for name in ENCODINGS] == list(ENCODINGS)
    assert known_name("Latin-1") == "iso8859-1"
    assert known_name("Big5") == "cp950"
    assert len({str(encoding_label(name)) for name in ENCODINGS}) == len(ENCODINGS)


def test_an_unknown_encoding_is_told(story: Path) -> None:
    story.write_bytes(b"text")
    with pytest.raises(DocumentError, match="knows no encoding ebcdic"):
        read_document(story, "ebcdic")
    with pytest.raises(DocumentError, match="is not UTF-32"):
        read_document(story, "utf-32-le")


def test_a_binary_file_can_be_read_all_the_same_where_its_encoding_is_named(story: Path) -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"
    story.write_bytes(data)
    with pytest.raises(DocumentBinaryError):
        read_document(story)
    document = read_document(story, "utf-8")
    write_document(story, document.text, document)
    assert story.read_bytes() == data


def test_two_codes_of_one_letter_are_kept(story: Path) -> None:
    # Shift-JIS has some signs twice, of which Python writes one.
    data = b"\x87\x90 \x82\xa0\n\x81\xe0 \x82\xa2\nlast\n"
    assert data.decode("cp932").encode("cp932") != data
    story.write_bytes(data)
    document = read_document(story, "cp932")
    write_document(story, document.text.replace("last", "least"), document)
    assert story.read_bytes() == data.replace(b"last", b"least")
