"""How many tokens are missing before the text after the cursor, as far as the text around it tells.

A model that has learned to be told does better with it. Told nothing, it takes a gap for short, as most of
those are that it has learned: right for a writer who puts words into a sentence, but wrong for one who
writes a sentence between two others, or on at a paragraph's end. Keys saved in gaps of fiction/valid by an
English model in the midst of its training, without memory (300 words of each; least probability 0.25):

    gap                               text hidden   told nothing   told 17   told the truth
    1, 3 and 8 words in mid-paragraph        24.9           26.9      25.2             28.3
    a sentence between two                   24.5           22.6      25.0             25.2
    the second half of one                   26.1           25.0      26.3             26.3
    on to a paragraph's end                  24.2           22.1      23.8             24.6

In mid-sentence it is told of a few. The shipped model in gaps of 1, 3 and 8 words of fiction/valid, with
memory (600 words, and of those all together how many ghosts are wholly right; at precisions of 35 and 20 %):

    told nothing            31.8, 35.5   33 % and 21 % right   37.8, 37.4, 29.3 by length at 35 %
    told 4                  31.9, 36.0   35 % and 22 %         35.2, 37.5, 29.7
    told 24                 31.2         37 %                  37.3, 34.7, 29.4
"""

import re

from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import count_words

NOBODY_KNOWS = 0
# "Much": from 17 tokens on little differs, and a suggestion's few tokens, counted down, leave as many.
MUCH = 24
# In mid-sentence. Told nothing, a model takes the next word for the last one that is missing too often.
A_FEW = 4
# Characters of text in which a language's words are counted, and its tokens.
_SAMPLE = 1000
_TOKENS_A_WORD = 1.4  # where there is no text
_LINE_END = re.compile(r"[^\S\n]*\n")
_SENTENCE_END = re.compile("[.!?\u2026][\"'\u2019\u201d)\\]]*\\s*$")
_CAPITAL = re.compile(r"\s*[\"'\u2018-\u201f(\[]*([A-Z\u00c0-\u00d6\u00d8-\u00de][^\W\d_]*)(?![\w'\u2019])")


def expected(right: str, vocabulary: Vocabulary) -> int:
    """Tokens that a writer is likely to put before `right`, or `NOBODY_KNOWS`.

    Much is to come where `right` begins with the end of a line or with a sentence: with a capital that is
    none of a name, since the word is an everyday one without it.
    """
    if _LINE_END.match(right):
        return MUCH
    first = _CAPITAL.match(right)
    if not first or first[1] == "I" or vocabulary.is_characters:
        return NOBODY_KNOWS
    return MUCH if len(vocabulary.encode(" " + first[1].lower())) == 1 else NOBODY_KNOWS


def told(right: str, vocabulary: Vocabulary) -> int:
    """How many tokens the model is told that a writer puts before `right`, where words are suggested."""
    return expected(right, vocabulary) or (NOBODY_KNOWS if vocabulary.is_characters else A_FEW)


def goes_on(right: str, vocabulary: Vocabulary, left: str) -> bool:
    """Whether `right` goes on with a sentence that has begun before it, as far as one can tell.

    A capital behind the end of a sentence begins one, although it may be a name's, or that of "I".
    """
    if _CAPITAL.match(right) and _SENTENCE_END.search(left):
        return False
    return bool(right.strip()) and expected(right, vocabulary) == NOBODY_KNOWS


def tokens_of(words: int, left: str, right: str, vocabulary: Vocabulary) -> int:
    """About how many tokens so many words take in the text around the cursor."""
    sample = left[-_SAMPLE:] + right[: max(0, _SAMPLE - len(left))]
    known = count_words(sample)
    rate = len(vocabulary.encode(sample)) / known if known else _TOKENS_A_WORD
    return max(1, round(words * rate))
