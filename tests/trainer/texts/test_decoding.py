import bz2
import gzip
import lzma
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from trainer.errors import CorpusError, PresetError
from trainer.texts import decoding
from trainer.texts.decoding import known_encoding, read_lines

ENGLISH = "It was cold.\n“Never,” said Zoë — and left the café.\n"
FRENCH = (
    "Il faisait froid ce matin-là.\nL\u2019été s\u2019achevait déjà; où était-elle, près de la rivière?\n"
)
POLISH = (
    "Było zimno, kiedy listonosz wyszedł z domu i poszedł w stronę rzeki.\nNikt nie wiedział, dokąd idzie.\n"
)
RUSSIAN = "\n".join(["Было холодное утро, почтальон вышел из дома.", "Куда он идёт, никто не знал.", ""]) * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (FRENCH, "utf-8"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("\u2019", "'"), "latin-1"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
    ids=lambda value: value if value.isascii() else value[:2],
)
def test_text_of_any_common_encoding_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    assert list(read_lines(path)) == text.splitlines()


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_of_utf_16_are_read(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(("\ufeff" + ENGLISH).encode(mark))
    assert list(read_lines(path)) == ENGLISH.splitlines()


def test_the_encoding_is_found_when_the_first_accent_comes_late(tmp_path: Path) -> None:
    plain = "Nothing but plain letters here.\n" * (2 * decoding.BLOCK_BYTES // 30)
    path = tmp_path / "story.txt"
    for encoding in ("utf-8", "cp1252"):
        path.write_bytes((plain + FRENCH).encode(encoding))
        assert list(read_lines(path))[-2:] == FRENCH.splitlines()


@pytest.mark.parametrize("shift", range(4))
def test_a_character_may_straddle_two_blocks(tmp_path: Path, shift: int) -> None:
    path = tmp_path / "story.txt"
    text = "x" * (decoding.BLOCK_BYTES - shift) + "\n"
    path.write_bytes((text[: decoding.BLOCK_BYTES - shift - 1] + "—é\n").encode())
    assert "".join(read_lines(path)).endswith("x—é")


def test_stray_windows_characters_in_utf_8_are_read_as_what_they_were(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("é è ê à ç ù ô î ï â ë û — “ ”\n".encode() + b"don\x92t\n")
    assert list(read_lines(path))[1] == "don\u2019t"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(tmp_path: Path, end: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(f"one{end}two{end}{end}four".encode())
    assert list(read_lines(path)) == ["one", "two", "", "four"]


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)]
)
def test_compressed_text_is_unpacked_on_the_way(tmp_path: Path, suffix: str, pack) -> None:
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(pack(ENGLISH.encode()))
    assert list(read_lines(path)) == ENGLISH.splitlines()


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)]
)
@pytest.mark.parametrize("damage", ["cut", "changed", "no archive"])
def test_a_damaged_archive_is_one_clear_sentence(tmp_path: Path, suffix: str, pack, damage: str) -> None:
    path = tmp_path / f"story.txt{suffix}"
    whole = pack(ENGLISH.encode() * 50)
    middle = len(whole) // 2
    broken = {
        "cut": whole[:middle],
        "changed": whole[:middle] + bytes(255 - byte for byte in whole[middle:]),
        "no archive": b"plain text",
    }
    path.write_bytes(broken[damage])
    with pytest.raises(CorpusError, match=r"story\.txt\.\w+ is damaged; fetch or compress it again\.$"):
        list(read_lines(path))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"Plain at first.\n" * 9 + b"\0\1\2",
        bytes(range(1, 32)) * 9,
        b"Plain\0\0\0\0\1\2\3\xff\xff",
    ],
)
def test_a_binary_file_is_one_clear_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    with pytest.raises(
        CorpusError, match=r"picture\.txt is not a text file .*; remove it, or save it as UTF-8 text\.$"
    ):
        list(read_lines(path))


def test_binary_data_far_into_a_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"Plain text.\n" * (decoding.BLOCK_BYTES // 8) + b"\0\1\2")
    with pytest.raises(CorpusError, match="not a text file"):
        list(read_lines(path))


def test_a_missing_file_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match=r"gone\.txt cannot be read \(No such file or directory\); check its name"
    ):
        list(read_lines(tmp_path / "gone.txt"))


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.touch()
    assert list(read_lines(path)) == []


def test_a_text_without_line_ends_is_cut_at_spaces_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.txt.gz"
    word = "wordless "
    count = 30 * decoding.LONGEST_LINE // len(word)
    path.write_bytes(gzip.compress((word * count).encode(), 1))
    tracemalloc.start()
    lines, seen = 0, 0
    for line in read_lines(path):
        assert set(line[-99:].split()) == {"wordless"} or line.endswith("wordless")
        lines, seen = lines + 1, seen + line.count("wordless")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == count
    assert lines >= 30
    assert peak < 12 * decoding.LONGEST_LINE


def test_lines_do_not_depend_on_the_size_of_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes((ENGLISH * 5).replace("\n", "\r\n").encode())
    found = []
    for size in (7, 64, 1 << 20):
        monkeypatch.setattr(decoding, "BLOCK_BYTES", size)
        found.append(list(read_lines(path)))
    assert all(a == b for a, b in pairwise(found))


FIELD = Path(__file__).parents[2] / "engine" / "documents" / "field"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("cs-iso8859_2.txt", "iso8859-2"),
        ("de-cp1252.txt", "cp1252"),
        ("ja-shift_jis.txt", "cp932"),
        ("pl-cp1250.txt", "cp1250"),
        ("ru-koi8-r.txt", "koi8-r"),
        ("zh-gbk.txt", "gbk"),
        ("zh-utf-16-le.txt", "utf-16-le"),
        ("zht-big5.txt", "cp950"),
    ],
)
def test_the_texts_of_the_field_are_read(name: str, encoding: str) -> None:
    assert list(read_lines(FIELD / name)) == (FIELD / name).read_bytes().decode(encoding).splitlines()


GERMAN = (
    "„Es wird spät“, sagte sie und schloß die Tür. Über den Dächern hing noch ein grauer Streifen. "
    "„Kommst du?“\n"
)
CZECH = (
    "Setmělo se a na ulici se jedna po druhé rozsvítily lampy. Stařec seděl u dveří. Když přišla, mlčel.\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (GERMAN.replace("„", '"').replace("“", '"'), "mac-roman"),
        (GERMAN.replace("„", '"').replace("“", '"'), "cp850"),
        (FRENCH.replace("\u2019", "'"), "mac-roman"),
        (FRENCH.replace("\u2019", "'"), "cp850"),
    ],
)
def test_central_european_and_old_systems_letters_are_read(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes((text * 3).encode(encoding))
    assert list(read_lines(path)) == (text * 3).splitlines()


@pytest.mark.parametrize("encoding", ["cp852", "utf-16-le", "iso8859-2"])
def test_a_told_encoding_is_taken_at_its_word(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(POLISH.encode(encoding))
    assert list(read_lines(path, encoding)) == POLISH.splitlines()


def test_encodings_are_known_by_any_of_their_names() -> None:
    assert known_encoding("Windows-1250") == "cp1250"
    assert known_encoding("latin2") == "iso8859-2"
    for name in ("no-such", "rot13", "base64", ""):
        with pytest.raises(PresetError, match="There is no encoding"):
            known_encoding(name)


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_kr", "hz"])
def test_letters_written_in_ascii_bytes_are_read(tmp_path: Path, encoding: str) -> None:
    text = {"iso2022_jp": "夜は静かだった。", "iso2022_kr": "밤은 조용했다.", "hz": "夜很安静。"}[encoding]
    (tmp_path / "a.txt").write_bytes(f"{text}\n{text}\n".encode(encoding))
    assert list(read_lines(tmp_path / "a.txt")) == [text, text]


def test_a_file_put_together_of_two_encodings_is_read(tmp_path: Path) -> None:
    text = "Le café était fermé, déjà.\n" * 5
    (tmp_path / "a.txt").write_bytes(text.encode() + text.encode("cp1252"))
    assert list(read_lines(tmp_path / "a.txt")) == text.splitlines() * 2


def test_zeros_that_a_crash_left_are_no_letters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"It was late.\n" * 9 + bytes(4096))
    assert "".join(read_lines(tmp_path / "a.txt")).replace("\0", "") == "It was late." * 9


def test_a_told_encoding_without_its_mark_shows_its_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Es wurde spät.\n".encode("utf-16-be"))
    assert list(read_lines(tmp_path / "a.txt", "utf-16")) == ["Es wurde spät."]


def test_a_told_encoding_that_cannot_go_on_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"It was late.\n" * 9)
    with pytest.raises(CorpusError, match=r"a\.txt is not written in idna; name another --encoding, or none"):
        list(read_lines(tmp_path / "a.txt", "idna"))
