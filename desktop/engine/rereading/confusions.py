"""Words that writers put for each other: they sound alike, or their letters change places.

What spelling checkers pass over, since each of them is a word. Of Chinese, characters that sound alike and
that word processors warn of.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Sets, parted by commas; a word may stand in several. First words that sound alike, or are taken for each
# other, then those that a finger makes of one another.
# fmt: off
_SOUNDS = """
their there they're, your you're, its it's, whose who's, were where we're, to too two, then than, of off,
form from, quite quiet, lose loose, lead led, affect effect, accept except, advice advise,
breath breathe, bath bathe, cloth clothe, cloths clothes, choose chose, past passed,
though through thorough, through threw, thought though, here hear, know now no, knew new, one won,
right write, rights rites, whether weather, which witch, wear where, wait weight, waist waste, weak week,
whole hole, wood would, peace piece, plain plane, pray prey, principal principle, stationary stationery,
compliment complement, council counsel, desert dessert, diner dinner, dairy diary, dose does,
dying dyeing, farther father, fair fare, flour flower, formerly formally, bare bear, board bored,
brake break, bought brought, by buy bye, cell sell, coarse course, conscience conscious, dear deer,
die dye, heal heel, heard herd, him his, hour our, idle idol, lain lane, lay lie, lightning lightening,
loath loathe, main mane, male mail, meat meet, moral morale, pail pale, pain pane, patience patients,
pause paws, peak peek, personal personnel, poor pour, rain reign rein, raise raze, role roll, root route,
sail sale, scene seen, sea see, seam seem, shone shown, sight site, sole soul, some sum, son sun,
stair stare, stake steak, stead steed, steal steel, story storey, suit suite, tail tale, tear tier,
thrown throne, tide tied, vain vein, veil vale, wander wonder, warn worn, waive wave, wary weary
"""
_LETTERS = """
man men, woman women, as is, as has, as was, has his, is his, it is, it in, in on, in is, if of, if it,
on one, an and, and any, the then, the they, them then, he the, he her, his this, this these, that than,
bad bed, be been, but put, can con, cast caste, fell feel, for four, get got, hand head, had has,
how who, live life, many may, met meet, not now, or our, our out, over ever, even ever, ever every,
set sit, she the, so some, sure sore, tell tall, use us, was saw, way why, went want, what that,
when then, with which, you your
"""
# fmt: on
# 的地得 join what they stand between; 在再, 做作, 坐座, 那哪, 象像, 带戴, 已己 sound or look alike.
_CHARACTERS = "的地得 在再 做作 坐座 那哪 象像 带戴 已己 未末 侯候 竟竞 即既 练炼 辩辨 蓝篮 密蜜 帐账 震振"


def _sets(words: str) -> list[list[str]]:
    return [some.split() for some in words.split(",")]


_ALIKE = [*_sets(_SOUNDS), *map(list, _CHARACTERS.split())]
_PAIRS = frozenset((one, other) for words in _ALIKE for one in words for other in words)


def _joined() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for words in (*_ALIKE, *_sets(_LETTERS)):
        for word in words:
            others = found.setdefault(word, {})
            others.update(dict.fromkeys(other for other in words if other != word))
    return MappingProxyType({word: tuple(others) for word, others in found.items()})


# Each word, in small letters, with those that it is put for.
CONFUSED: Mapping[str, tuple[str, ...]] = _joined()


def are_alike(word: str, other: str) -> bool:
    """Whether two words, as they are written, sound alike or are often taken for each other."""
    return (_plain(word), _plain(other)) in _PAIRS


def confused_with(word: str) -> tuple[str, ...]:
    """The words that are put for a word, as it is written, in small letters."""
    return CONFUSED.get(_plain(word), ())


def _plain(word: str) -> str:
    return word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def written_as(word: str, other: str) -> str:
    """Another word with the capitals, and the apostrophe, of a word that it is to stand for."""
    if "\N{RIGHT SINGLE QUOTATION MARK}" in word:
        other = other.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[0].upper() + other[1:] if word[0].isupper() else other
