"""One hostile bundle from each seed, and what comes of it."""

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.bundle_check import check_bundle
from desktop.engine.bundles.bundle import Bundle, parse_config
from desktop.engine.checking.graph_check import check_graph
from desktop.engine.checking.tokenizer_check import check_tokenizer
from desktop.engine.devices.provider import cannot_run
from desktop.engine.errors import BundleError
from desktop.engine.model.vocabulary import Vocabulary, no_tokenizer
from tests.campaigns.hostile.graph_mutations import mutate_graph
from tests.campaigns.hostile.json_mutations import mutate_json

SOUND, REFUSED, REFUSED_LATER = "sound", "refused", "refused when tried"
OUTCOMES = (SOUND, REFUSED, REFUSED_LATER)
_LONGEST_SENTENCE = 2000
_PARTS = (
    *({"type": "NFC"}, {"type": "Lowercase"}, {"type": "Precompiled", "precompiled_charsmap": "AAAA"}),
    *(
        {"type": "Replace", "pattern": {"Regex": "(a+)+$"}, "content": "b"},
        {"type": "Prepend", "prepend": "x"},
    ),
    *({"type": "Replace", "pattern": {"String": "a"}, "content": "aaaaaaaa"}, {"type": "StripAccents"}),
    *({"type": "Replace", "pattern": {"Regex": r"\s*"}, "content": " "}, {"type": "WhitespaceSplit"}),
    *(
        {"type": "Split", "pattern": {"Regex": "x*"}, "behavior": "Isolated", "invert": False},
        {"type": "BertNormalizer"},
    ),
    *(
        {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        {"type": "Fuse"},
    ),
    *({"type": "Sequence", "normalizers": []}, {"type": "Sequence", "pretokenizers": []}, {"type": "Digits"}),
    *(
        {"Regex": r"\p{L}+|."},
        {"Regex": "(?<=a)b|"},
        {"Regex": "a?a?a?a?aaaa"},
        {"Regex": "["},
        {"String": " "},
    ),
    *({"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a"]]}, {"type": "Unigram", "vocab": [["a", 0.0]]}),
    *({"type": "WordLevel", "vocab": {}, "unk_token": "<unk>"}, {"type": "WordPiece", "vocab": {"a": 0}}),
    *({"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 3},),
)


@dataclass(frozen=True)
class Trials:
    """The bundles that are made hostile, and a place to put them.

    Attributes:
        bundles: Good ones, small.
        place: A folder of the process that does the trials.
    """

    bundles: tuple[Path, ...]
    place: Path

    def config(self, seed: int) -> str:
        """A changed config.json, as the desk's own process reads it."""
        chance = random.Random(seed)
        data = mutate_json((chance.choice(self.bundles) / "config.json").read_bytes(), chance)
        return _outcome(lambda: parse_config(data, self.place))

    def tokenizer(self, seed: int) -> str:
        """A changed tokenizer, as the process that tries it reads it."""
        chance = random.Random(seed)
        folder = chance.choice(self.bundles)
        data = mutate_json((folder / "tokenizer.json").read_bytes(), chance, _PARTS)
        try:
            check_tokenizer(data)
        except ValueError as error:
            _check_sentence(str(no_tokenizer(folder, error)))
            return REFUSED
        path = self.place / "tokenizer.json"
        path.write_bytes(data)
        config = Bundle.read(folder).config

        def use() -> None:
            vocabulary = Vocabulary.load(path, config)
            for text in ("Once upon a time, “there” was…", "a" * 200, "  \n\n ", "\u0301é夜\x00", ""):
                vocabulary.encode(text)
                vocabulary.split_tail(text)
                vocabulary.starting_with(b" t")

        return REFUSED_LATER if _outcome(use) == REFUSED else SOUND

    def graph(self, seed: int) -> str:
        """A changed graph in a bundle whose checksums are right, as the process that tries it reads it."""
        chance = random.Random(seed)
        source = chance.choice(self.bundles)
        names = sorted(path.name for path in source.glob("*.onnx"))
        name = chance.choice(names)
        data = mutate_graph((source / name).read_bytes(), chance)
        try:
            check_graph(data)
        except ValueError as error:
            _check_sentence(str(cannot_run(source, error)))
            return REFUSED
        folder = self.place / "graph"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        (folder / name).write_bytes(data)
        # Without samples nothing but the trial itself can find out.
        rehash(folder, with_samples=chance.random() < 0.3)
        outcome = _outcome(lambda: check_bundle(Bundle.open(folder)))
        return REFUSED_LATER if outcome == REFUSED else outcome


def rehash(folder: Path, with_samples: bool = True) -> None:
    """Make the checksums right again."""
    config = json.loads((folder / "config.json").read_bytes())
    for name in config["files"]:
        config["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    if not with_samples:
        config["golden"] = []
    (folder / "config.json").write_text(json.dumps(config))


def _outcome(use: Callable[[], object]) -> str:
    try:
        use()
    except BundleError as error:
        _check_sentence(str(error))
        return REFUSED
    return SOUND


def _check_sentence(words: str) -> None:
    """What is said is one line that may go to a terminal."""
    assert len(words) <= _LONGEST_SENTENCE, len(words)
    assert words.isprintable(), ascii(words)
    os.fsencode(words)
