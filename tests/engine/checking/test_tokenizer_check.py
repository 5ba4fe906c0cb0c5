"""Tokenizers that could do more than one of ours does are refused before their library sees them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.engine.checking.regex_check import check_regex
from desktop.engine.checking.tokenizer_check import check_tokenizer
from desktop.engine.folders import resources_folder
from tests.engine.tiny_story import STORY
from trainer.corpus.tokenizer import Pieces, learn_tokenizer

Change = Callable[[dict[str, Any]], None]


def tokenizer(pieces: Pieces = "bytes", **options: bool) -> dict[str, Any]:
    learned = learn_tokenizer(STORY.splitlines(), pieces, vocabulary_size=300, **options)
    found: dict[str, Any] = json.loads(learned.to_str())
    return found


def check(found: dict[str, Any]) -> None:
    check_tokenizer(json.dumps(found).encode())


@pytest.mark.parametrize("name", ["english", "chinese"])
def test_shipped_tokenizers_pass(name: str) -> None:
    check_tokenizer((resources_folder() / "models" / name / "tokenizer.json").read_bytes())


@pytest.mark.parametrize(
    ("pieces", "options"),
    [
        ("bytes", {}),
        ("characters", {}),
        ("words", {}),
        ("words", {"lowercase": True}),
        ("words", {"marks_apart": False}),
        ("words", {"marks": False}),
    ],
)
def test_all_that_the_trainer_learns_pass(pieces: Pieces, options: dict[str, bool]) -> None:
    check(tokenizer(pieces, **options))


def setting(*path: str | int, to: Any) -> Change:
    def change(found: dict[str, Any]) -> None:
        place: Any = found
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return change


REPLACE = {"type": "Replace", "pattern": {"String": "a"}, "content": "aaaaaaaa"}
SPLIT = {"type": "Split", "behavior": "Isolated", "invert": False}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (setting("padding", to={"strategy": {"Fixed": 10**12}}), "`padding` is not empty"),
        (setting("truncation", to={"max_length": 1}), "`truncation` is not empty"),
        (setting("post_processor", to={"type": "TemplateProcessing"}), "`post_processor` is not empty"),
        (setting("normalizer", to={"type": "Precompiled", "precompiled_charsmap": "AAAA"}), "has a part"),
        (setting("normalizer", to={"type": ["NFC"]}), "has a part"),
        (setting("normalizer", to={"type": "Sequence", "normalizers": [{"type": "Sequence"}]}), "has a part"),
        (
            setting("normalizer", to={"type": "Sequence", "normalizers": [REPLACE] * 3}),
            "makes a text too long",
        ),
        (setting("normalizer", to=REPLACE | {"content": "a" * 10**6}), "makes a text too long"),
        (setting("normalizer", to=REPLACE | {"pattern": {"String": ""}}), "is empty"),
        (setting("pre_tokenizer", to=SPLIT | {"pattern": {"Regex": "(a+)+$"}}), "may take for ever"),
        (setting("pre_tokenizer", to=SPLIT | {"pattern": {"Glob": "*"}}), "of an unknown kind"),
        (setting("pre_tokenizer", to=SPLIT | {"pattern": "a"}), "no object"),
        (setting("decoder", to={"type": "CTC"}), "has a part"),
        (setting("model", to=None), "no object"),
        (setting("model", to={"type": "Unigram", "vocab": []}), "not one of BPE, WordLevel"),
        (setting("model", "dropout", to=0.5), "at random"),
        (setting("model", "vocab", "a", to=10**9), "has no number"),
        (setting("model", "vocab", "a", to=True), "has no number"),
        (setting("model", "vocab", "a", to=1), "two tokens of it have one number"),
        (setting("model", "vocab", "x" * 10_000, to=2999), "too long"),
        (setting("model", "merges", to="a b"), "no list"),
        (setting("added_tokens", to=[{"content": "", "id": 1}]), "has no text"),
        (setting("added_tokens", to=[{"content": "a", "id": -1}]), "has no number"),
        (setting("added_tokens", to={}), "no list"),
    ],
)
def test_what_no_tokenizer_of_ours_has_is_refused(change: Change, reason: str) -> None:
    found = tokenizer()
    change(found)
    with pytest.raises(ValueError, match=reason):
        check(found)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 100_000, b'{"model": {}, "model": {}}', b"\xff"])
def test_what_is_no_tokenizer_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_tokenizer(data)


@pytest.mark.parametrize(
    "rule",
    [
        r"\w+",
        r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        r"\s*[\n\r\x0b\x{85}\x{2028}]\s*",
        r"[\s\S]",
        r"[^]a-z[0-9]]",
        r" ?\p{N}{1,3}",
        r"(?<=\p{L})'(?i:s|t)",
        r"a{500}",
    ],
)
def test_rules_that_read_a_text_in_few_ways_pass(rule: str) -> None:
    check_regex(rule)


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "(a+)+$",
            "(a|a)*b",
            "(a*)*",
            "(a?){30}b",
            "(?:a?){40}a",
            "(?=(a+))+b",
            "((a+)b?)*",
            "(?:(?=a+)a)*",
        ),
        *("a*a*a*a*b", "a?" * 30 + "a" * 30, "(a|a)" * 20 + "b", "a{1,9999}a{1,9999}a{1,9999}a{1,9999}b"),
        *(
            r"(a)\1",
            r"(?<n>a)\k<n>",
            r"\g<0>",
            "(?~ab)",
            "(?(1)a|b)",
            "(?i)a",
            "(*FAIL)",
            r"\R",
            r"\X",
            r"\K",
        ),
        *("a**", "a+{2}", "a{1,3}{2}", "*a", "{2}", "[", "(", ")", "a)", "\\", r"\x", "[a", "[[a]", ""),
        *("(" * 50 + ")" * 50, "[" * 50 + "]" * 50, "a" * 5000),
    ],
)
def test_rules_that_may_run_away_are_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="a rule of it"):
        check_regex(rule)
