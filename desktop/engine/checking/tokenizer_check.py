"""Whether a tokenizer.json can only do what a tokenizer of ours does, found out before its library reads it.

https://huggingface.co/docs/tokenizers: the file may ask for padding to any length, for random merges, for
texts that grow with each step, and for parts that end the program where a value of theirs is wrong.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from desktop.engine.bundles.config_values import MOST_TOKENS, read_json
from desktop.engine.checking.regex_check import check_regex

_PARTS = {
    "normalizer": {"NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Replace", "Strip", "StripAccents"},
    "pre_tokenizer": {"Split", "ByteLevel", "Whitespace", "WhitespaceSplit", "Punctuation", "Digits"},
    "decoder": {"ByteLevel", "Fuse", "Replace", "WordPiece"},
}
# Where a sequence of each kind lists its parts.
_INSIDE = {"normalizer": "normalizers", "pre_tokenizer": "pretokenizers", "decoder": "decoders"}
_UNUSED = ("truncation", "padding", "post_processor")
_MODELS = ("BPE", "WordLevel")
_MOST_PARTS = 32
_LONGEST_TOKEN = 4096
_MOST_ADDED = 1024
# A text may become so many times as long; "…" becomes three dots.
_MOST_GROWTH = 64


def check_tokenizer(data: bytes) -> None:
    """Check the contents of a tokenizer.json.

    Raises:
        ValueError: It is none, or could do something else; a few words on what.
    """
    tokenizer = read_json(data, unique=True)
    if not isinstance(tokenizer, dict):
        raise ValueError("it is no object")
    for key in _UNUSED:
        if tokenizer.get(key) is not None:
            raise ValueError(f"its `{key}` is not empty")
    for kind in _PARTS:
        _check_parts(tokenizer.get(kind), kind)
    _check_model(tokenizer.get("model"))
    _check_added(tokenizer.get("added_tokens"))


def _check_parts(part: Any, kind: str) -> None:
    """Check a step, or a sequence of steps."""
    if part is None:
        return
    growth = 1
    parts = _object(part).get(_INSIDE[kind], []) if _object(part).get("type") == "Sequence" else [part]
    if not isinstance(parts, list) or len(parts) > _MOST_PARTS:
        raise ValueError(f"its `{kind}` is no sequence of a few parts")
    for one in map(_object, parts):
        if not _is_one_of(one.get("type"), _PARTS[kind]):
            raise ValueError(f"its `{kind}` has a part that no tokenizer of Inkling's has")
        if one["type"] in ("Replace", "Split"):
            _check_pattern(one.get("pattern"))
        if one["type"] == "Replace":
            content = one.get("content")
            growth *= max(1, len(content)) if isinstance(content, str) else 1
    if growth > _MOST_GROWTH:
        raise ValueError(f"its `{kind}` makes a text too long")


def _check_pattern(pattern: Any) -> None:
    kinds: Mapping[str, Callable[[str], None]] = {"Regex": check_regex, "String": _check_string}
    for kind, words in _object(pattern).items():
        if kind not in kinds or not isinstance(words, str):
            raise ValueError("a rule of it is of an unknown kind")
        kinds[kind](words)


def _check_string(words: str) -> None:
    if not words:
        raise ValueError("a rule of it is empty or too long")


def _check_model(model: Any) -> None:
    model = _object(model)
    if not _is_one_of(model.get("type"), _MODELS):
        raise ValueError(f"its `model` is not one of {', '.join(_MODELS)}")
    if model.get("dropout") is not None:
        raise ValueError("its `model` splits words at random")
    vocabulary = _object(model.get("vocab"))
    numbers = list(vocabulary.values())
    if len(numbers) > MOST_TOKENS:
        raise ValueError(f"it has more than {MOST_TOKENS} tokens")
    if not all(type(number) is int and 0 <= number < MOST_TOKENS for number in numbers):
        raise ValueError("a token of it has no number")
    if len(set(numbers)) < len(numbers):
        raise ValueError("two tokens of it have one number")
    if any(len(token) > _LONGEST_TOKEN for token in vocabulary):
        raise ValueError("a token of it is too long")
    merges = model.get("merges", [])
    if not isinstance(merges, list) or len(merges) > 4 * MOST_TOKENS:
        raise ValueError("its merges are no list of a fitting length")


def _check_added(tokens: Any) -> None:
    if tokens is None:
        return
    if not isinstance(tokens, list) or len(tokens) > _MOST_ADDED:
        raise ValueError(f"its `added_tokens` are no list of {_MOST_ADDED} at most")
    for token in map(_object, tokens):
        content, number = token.get("content"), token.get("id")
        if not isinstance(content, str) or not 0 < len(content) <= _LONGEST_TOKEN:
            raise ValueError("an added token of it has no text")
        if type(number) is not int or not 0 <= number < MOST_TOKENS:
            raise ValueError("an added token of it has no number")


def _is_one_of(found: Any, known: Collection[str]) -> bool:
    return isinstance(found, str) and found in known


def _object(found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise ValueError("a part of it is no object")
    return found
