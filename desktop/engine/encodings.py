"""The encodings that a text file may have: their names, and what they can write."""

from desktop.engine.errors import Sentence

# By region, for menus; as Python names them.
_LABELS = {
    "utf-8": Sentence("UTF-8"),
    "utf-8-sig": Sentence("UTF-8 with byte order mark"),
    "utf-16-le": Sentence("UTF-16"),
    "utf-16-be": Sentence("UTF-16 (big-endian)"),
    "utf-32-le": Sentence("UTF-32"),
    "utf-32-be": Sentence("UTF-32 (big-endian)"),
    "cp1252": Sentence("Western (Windows-1252)"),
    "iso8859-1": Sentence("Western (ISO-8859-1)"),
    "iso8859-15": Sentence("Western (ISO-8859-15)"),
    "mac-roman": Sentence("Western (Mac Roman)"),
    "cp850": Sentence("Western (DOS 850)"),
    "cp1250": Sentence("Central European (Windows-1250)"),
    "iso8859-2": Sentence("Central European (ISO-8859-2)"),
    "cp852": Sentence("Central European (DOS 852)"),
    "cp1257": Sentence("Baltic (Windows-1257)"),
    "cp1251": Sentence("Cyrillic (Windows-1251)"),
    "koi8-r": Sentence("Cyrillic (KOI8-R)"),
    "koi8-u": Sentence("Cyrillic (KOI8-U)"),
    "iso8859-5": Sentence("Cyrillic (ISO-8859-5)"),
    "cp866": Sentence("Cyrillic (DOS 866)"),
    "cp1253": Sentence("Greek (Windows-1253)"),
    "iso8859-7": Sentence("Greek (ISO-8859-7)"),
    "cp1254": Sentence("Turkish (Windows-1254)"),
    "cp1255": Sentence("Hebrew (Windows-1255)"),
    "iso8859-8": Sentence("Hebrew (ISO-8859-8)"),
    "cp1256": Sentence("Arabic (Windows-1256)"),
    "cp1258": Sentence("Vietnamese (Windows-1258)"),
    "cp874": Sentence("Thai (Windows-874)"),
    "gbk": Sentence("Chinese, simplified (GBK)"),
    "gb18030": Sentence("Chinese, simplified (GB 18030)"),
    "cp950": Sentence("Chinese, traditional (Big5)"),
    "big5hkscs": Sentence("Chinese, traditional (Big5-HKSCS)"),
    "cp932": Sentence("Japanese (Shift-JIS)"),
    "euc_jp": Sentence("Japanese (EUC-JP)"),
    "iso2022_jp": Sentence("Japanese (ISO-2022-JP)"),
    "cp949": Sentence("Korean (EUC-KR)"),
}
ENCODINGS: tuple[str, ...] = tuple(_LABELS)


def encoding_label(encoding: str) -> Sentence:
    """What a writer calls an encoding; its own name if it is not in `ENCODINGS`."""
    return _LABELS.get(encoding) or Sentence(encoding)


def letters_beyond(text: str, encoding: str) -> str:
    """The letters of a text that an encoding lacks, each once, in order."""
    missing = []
    for letter in dict.fromkeys(text):
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            missing.append(letter)
    return "".join(missing)
