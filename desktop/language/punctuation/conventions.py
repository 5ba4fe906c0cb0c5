# ruff: noqa: RUF001
"""Quotation marks and dashes by language.

The marks are those of the Unicode CLDR's delimiters and of Wikipedia's table of quotation marks; the dashes
those of each language's books.
"""

from typing import NamedTuple, TypeVar

from desktop.engine.decoding.quotes import CURLY, CURLY_SINGLE, Pair, QuoteStyle

_T = TypeVar("_T")
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"
_EN, _EM = "\N{EN DASH}", "\N{EM DASH}"
_LOW, _LOW_SINGLE = Pair("„", "“"), Pair("‚", "‘")
_GUILLEMETS, _GUILLEMETS_SINGLE = Pair("«", "»"), Pair("‹", "›")

# Outer and inner quotes, by language or by language and country.
_QUOTES = {
    "en": (CURLY, CURLY_SINGLE),
    "da": (Pair("»", "«"), Pair("›", "‹")),
    "de": (_LOW, _LOW_SINGLE),
    "de_CH": (_GUILLEMETS, _GUILLEMETS_SINGLE),
    "cs": (_LOW, _LOW_SINGLE),
    "sk": (_LOW, _LOW_SINGLE),
    "sl": (_LOW, _LOW_SINGLE),
    "is": (_LOW, _LOW_SINGLE),
    "bg": (_LOW, _LOW_SINGLE),
    "lt": (_LOW, _LOW_SINGLE),
    "et": (Pair("„", "“"), _GUILLEMETS),
    "pl": (Pair("„", "”"), _GUILLEMETS),
    "hu": (Pair("„", "”"), Pair("»", "«")),
    "ro": (Pair("„", "”"), _GUILLEMETS),
    "hr": (Pair("„", "”"), Pair("‚", "’")),
    "fr": (Pair("«", "»", _NARROW), CURLY),
    "es": (_GUILLEMETS, CURLY),
    "ca": (_GUILLEMETS, CURLY),
    "it": (_GUILLEMETS, CURLY),
    "pt_PT": (_GUILLEMETS, CURLY),
    "el": (_GUILLEMETS, CURLY),
    "nb": (_GUILLEMETS, CURLY_SINGLE),
    "nn": (_GUILLEMETS, CURLY_SINGLE),
    "no": (_GUILLEMETS, CURLY_SINGLE),
    "ru": (_GUILLEMETS, _LOW),
    "uk": (_GUILLEMETS, _LOW),
    "be": (_GUILLEMETS, _LOW),
    "sv": (Pair("”", "”"), Pair("’", "’")),
    "fi": (Pair("”", "”"), Pair("’", "’")),
    "ja": (Pair("「", "」"), Pair("『", "』")),
    "zh_TW": (Pair("「", "」"), Pair("『", "』")),
    "zh_HK": (Pair("「", "」"), Pair("『", "』")),
}


class Dashes(NamedTuple):
    """What two hyphens become.

    Attributes:
        tight: Behind a letter or a mark.
        spaced: Behind a space.
        speech: At a paragraph's beginning, where speech begins with a dash; "" where it does not.
    """

    tight: str
    spaced: str
    speech: str = ""


_DASHES = {
    "en": Dashes(_EM, _EN),
    "en_US": Dashes(_EM, _EM),
    "de": Dashes(_EN, _EN),
    "fr": Dashes(_EM, _EN, _EM),
    "es": Dashes(_EM, _EM, _EM),
    "it": Dashes(_EN, _EN, _EM),
    "pt": Dashes(_EM, _EM, _EM),
    "pl": Dashes(_EN, _EN, _EM),
    "ru": Dashes(_EM, _EM, _EM),
    "uk": Dashes(_EM, _EM, _EM),
    "sv": Dashes(_EN, _EN, _EN),
    "fi": Dashes(_EN, _EN, _EN),
    "da": Dashes(_EN, _EN, _EN),
    "nb": Dashes(_EN, _EN, _EN),
    "zh": Dashes(2 * _EM, 2 * _EM),
    "ja": Dashes(2 * _EM, 2 * _EM),
}


def quotes_of(language: str) -> QuoteStyle:
    """The quotation marks of a language.

    Args:
        language: Its code, such as "de" or "de_CH"; unknown ones have those of English.
    """
    outer, inner = _of(_QUOTES, language)
    return QuoteStyle(outer, inner, _APOSTROPHE, is_shown=False)


def dashes_of(language: str) -> Dashes:
    """The dashes of a language; unknown ones have those of British English."""
    return _of(_DASHES, language)


def is_french(language: str) -> bool:
    """Whether spaces stand before high marks, as in French."""
    return language.split("_")[0] == "fr"


def _of(table: dict[str, _T], language: str) -> _T:
    parts = language.replace("-", "_").split("_")
    country = "_".join(parts[:2])
    return table.get(country) or table.get(parts[0]) or table["en"]
