"""The encodings that a text file may have: their names, their marks, and what they can write."""

import codecs

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
    "mac-latin2": Sentence("Central European (Mac)"),
    "cp1257": Sentence("Baltic (Windows-1257)"),
    "iso8859-13": Sentence("Baltic (ISO-8859-13)"),
    "cp1251": Sentence("Cyrillic (Windows-1251)"),
    "koi8-r": Sentence("Cyrillic (KOI8-R)"),
    "koi8-u": Sentence("Cyrillic (KOI8-U)"),
    "iso8859-5": Sentence("Cyrillic (ISO-8859-5)"),
    "cp866": Sentence("Cyrillic (DOS 866)"),
    "mac-cyrillic": Sentence("Cyrillic (Mac)"),
    "cp1253": Sentence("Greek (Windows-1253)"),
    "iso8859-7": Sentence("Greek (ISO-8859-7)"),
    "cp1254": Sentence("Turkish (Windows-1254)"),
    "iso8859-9": Sentence("Turkish (ISO-8859-9)"),
    "cp1255": Sentence("Hebrew (Windows-1255)"),
    "iso8859-8": Sentence("Hebrew (ISO-8859-8)"),
    "cp1256": Sentence("Arabic (Windows-1256)"),
    "iso8859-6": Sentence("Arabic (ISO-8859-6)"),
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

# What a file of a Unicode encoding begins with, which tells it from all others. UTF-32's comes first, as it
# begins with UTF-16's.
MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"\x84\x31\x95\x33",
}
_OTHER_NAMES = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "big5": "cp950", "euc_kr": "cp949"}


def encoding_label(encoding: str) -> Sentence:
    """What a writer calls an encoding; its own name if it is none that the desk knows."""
    return _LABELS.get(known_name(encoding)) or Sentence("Encoding {name}", {"name": encoding})


def known_name(encoding: str) -> str:
    """The name in `ENCODINGS` of what Python may call otherwise; as it is if it is not among them."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    return _OTHER_NAMES.get(name, name)


def is_unicode(encoding: str) -> bool:
    """Whether an encoding has all letters."""
    return encoding.startswith("utf-") or encoding == "gb18030"


def codec_of(encoding: str) -> str:
    """Python's codec for what stands behind the mark."""
    return "utf-8" if encoding == "utf-8-sig" else encoding
