"""A bundle's config.json as dataclasses; `from_dict` refuses anything that the desk could not use.

Every `from_dict` raises ValueError with a short reason ("`kind` is missing"), which `Bundle.open` turns into
a sentence for the reader.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.engine.bundles.calibration import UNCALIBRATED, Calibration
from desktop.engine.bundles.config_values import (
    MOST_IDS,
    MOST_TOKENS,
    MOST_UNITS,
    choice,
    count,
    entries,
    file_name,
    ids,
    is_number,
    is_plain,
    name,
    named,
    optional,
    value,
    words,
)
from desktop.engine.bundles.golden_samples import GoldenSample, MoodSample

FORMAT_VERSION = 1
MOOD = "mood"
SUGGESTING = ("stream", "window")
KINDS = (*SUGGESTING, MOOD)
PIECES = ("bytes", "words", "characters")
DTYPES = ("int32", "float32")
_MOST_AXES = 8
_MOST_FILES = 64
_MOST_STEPS = 64
_MOST_NATS = 100.0
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class TensorSpec:
    """One input or output of a graph.

    Attributes:
        name: The tensor's name in the graph.
        dtype: "int32" or "float32".
        shape: One entry per axis: its size, or a word for a free axis ("batch", "time").
    """

    name: str
    dtype: str
    shape: tuple[int | str, ...]

    @classmethod
    def from_dict(cls, data: Any) -> "TensorSpec":
        """Read one entry of a graph's `inputs` or `outputs`."""
        dtype = choice(data, "dtype", DTYPES)
        shape = value(data, "shape", list)
        if not 0 < len(shape) <= _MOST_AXES or not all(type(axis) in (int, str) for axis in shape):
            raise ValueError("a `shape` holds something other than numbers and names")
        if not all(isinstance(axis, str) or 0 < axis <= MOST_TOKENS for axis in shape):
            raise ValueError(f"a `shape` holds a number that is not within 1 and {MOST_TOKENS}")
        return cls(name(data, "name"), dtype, tuple(shape))


@dataclass(frozen=True)
class GraphSpec:
    """One ONNX file and what goes in and out of it."""

    file: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]

    @classmethod
    def from_dict(cls, data: Any) -> "GraphSpec":
        """Read one entry of `graphs`."""
        inputs = entries(data, "inputs", TensorSpec.from_dict)
        outputs = entries(data, "outputs", TensorSpec.from_dict)
        # By another ending ONNX Runtime would read another format.
        return cls(file_name(data, "file", ".onnx"), inputs, outputs)

    def tensor(self, tensor: str) -> TensorSpec:
        """The input or output of that name."""
        for spec in (*self.inputs, *self.outputs):
            if spec.name == tensor:
                return spec
        raise ValueError(f"{self.file} has no tensor `{tensor}`")


@dataclass(frozen=True)
class StateSpec:
    """One recurrent state of a stream model: float32 [batch, size], zeros at the start of a text.

    Attributes:
        name: The graph input that takes it.
        next: The graph output that gives it after the tokens read.
        size: Numbers in a row.
    """

    name: str
    next: str
    size: int

    @classmethod
    def from_dict(cls, data: Any) -> "StateSpec":
        """Read one entry of `states`."""
        return cls(name(data, "name"), name(data, "next"), count(data, "size", MOST_UNITS, 1))


@dataclass(frozen=True)
class TokenizerSpec:
    """What decoding needs to know about the tokenizer.

    Attributes:
        file: A Hugging Face `tokenizers` file.
        pieces: "bytes" (byte-level BPE), "words" (joined by a space) or "characters" (joined by nothing).
        lowercase: The model knows lower case only.
    """

    file: str
    pieces: str
    lowercase: bool

    @classmethod
    def from_dict(cls, data: Any) -> "TokenizerSpec":
        """Read `tokenizer`."""
        return cls(file_name(data, "file"), choice(data, "pieces", PIECES), value(data, "lowercase", bool))


@dataclass(frozen=True)
class WindowSpec:
    """The input of a window or mood model.

    Attributes:
        length: Ids at most.
        padding: What shorter texts are filled with on the left; None if the model takes them as they are.
        restart: Ids after which a window begins anew, with the `end` token alone.
    """

    length: int
    padding: int | None
    restart: tuple[int, ...] = ()

    @classmethod
    def from_dict(cls, data: Any) -> "WindowSpec":
        """Read `window`."""
        padding = None if optional(data, "padding") is None else value(data, "padding", int)
        restart = () if optional(data, "restart") is None else ids(data, "restart")
        return cls(count(data, "length", MOST_IDS, 1), padding, restart)

    def ids(self) -> list[int]:
        """Every id that is named here."""
        return [*self.restart, *([] if self.padding is None else [self.padding])]


@dataclass(frozen=True)
class DistancesSpec:
    """The table of what a stream model is told of the way to the text after the cursor.

    Attributes:
        file: A NumPy file, float32 [steps, width of the right vector].
        starts: The fewest missing tokens of each step, rising from 1.
        golden: Samples, as `BundleConfig.golden` has them, of a model that is told. They stand here, where a
            desk that knows of no distances does not look.
    """

    file: str
    starts: tuple[int, ...]
    golden: tuple[GoldenSample, ...]

    @classmethod
    def from_dict(cls, data: Any) -> "DistancesSpec":
        """Read `distances`."""
        starts = ids(data, "starts")
        rises = all(below < above for below, above in pairwise(starts))
        if not 0 < len(starts) <= _MOST_STEPS or starts[0] != 1 or not rises or starts[-1] > MOST_IDS:
            raise ValueError("`starts` does not rise from 1 in a few steps")
        golden = entries(data, "golden", GoldenSample.from_dict)
        if not any(sample.missing and sample.right_ids for sample in golden):
            raise ValueError("`distances` has no golden sample that is told one")
        return cls(file_name(data, "file", ".npy"), starts, golden)


@dataclass(frozen=True)
class RecallSpec:
    """What a stream model has learned of recalling; see `Recall`.

    Attributes:
        file: A NumPy file, float32 [width of the forward vector, size + 1].
        size: Numbers of a key.
        ages: See `Recall`.
        likelihood: See `Recall`.
    """

    file: str
    size: int
    ages: tuple[float, ...]
    likelihood: float

    @classmethod
    def from_dict(cls, data: Any) -> "RecallSpec":
        """Read `recall`."""
        ages, likelihood = value(data, "ages", list), value(data, "likelihood", float)
        if not 0 < len(ages) <= _MOST_STEPS:
            raise ValueError("`ages` is no list of a few numbers")
        if not all(is_number(number) and abs(number) <= _MOST_NATS for number in (*ages, likelihood)):
            raise ValueError(f"`recall` holds something that is no number within {_MOST_NATS} of 0")
        size = count(data, "size", MOST_UNITS, 1)
        return cls(file_name(data, "file", ".npy"), size, tuple(map(float, ages)), likelihood)


@dataclass(frozen=True)
class BundleConfig:
    """The whole of config.json that the desk uses.

    Attributes:
        name: For people, such as "Inkling English".
        language: ISO 639 code.
        description: One sentence for the model chooser.
        licence: Of the weights.
        kind: "stream", "window" or "mood".
        vocabulary_size: Ids run from 0 to this minus one.
        special_tokens: Role ("end", "padding", "unknown") to id; never offered as text.
        tokenizer: The tokenizer's facts.
        right_tokens: How many tokens after the cursor the model has learned to read; 0 for one that reads
            only what stands before it.
        window: The input's size (window and mood; else None).
        states: The recurrent states (stream; else empty).
        graphs: By role: left, head, right where there are `right_tokens` (stream), predict (window) or mood.
        golden: Samples to recompute at load (stream and window; else empty).
        moods: The same (mood; else empty).
        files: File name to SHA-256 in hexadecimal, for every file but config.json.
        calibration: What was measured of the model's figures afterwards.
        distances: What tells the model how far the text after the cursor is; None if it cannot be told.
        recall: What the model has learned of recalling; None if it has learned nothing of it.
    """

    name: str
    language: str
    description: str
    licence: str
    kind: str
    vocabulary_size: int
    special_tokens: dict[str, int]
    tokenizer: TokenizerSpec
    right_tokens: int
    window: WindowSpec | None
    states: tuple[StateSpec, ...]
    graphs: dict[str, GraphSpec]
    golden: tuple[GoldenSample, ...]
    moods: tuple[MoodSample, ...]
    files: dict[str, str]
    calibration: Calibration = UNCALIBRATED
    distances: DistancesSpec | None = None
    recall: RecallSpec | None = None

    @classmethod
    def from_dict(cls, data: Any) -> "BundleConfig":
        """Read config.json and check that its parts agree with each other."""
        kind = choice(data, "kind", KINDS)
        stream, moods = kind == "stream", kind == MOOD
        is_told = stream and optional(data, "distances") is not None
        recalls = stream and optional(data, "recall") is not None
        config = cls(
            name=words(data, "name"),
            language=words(data, "language"),
            description=words(data, "description"),
            licence=words(data, "licence"),
            kind=kind,
            vocabulary_size=count(data, "vocabulary_size", MOST_TOKENS, 1),
            special_tokens=value(data, "special_tokens", dict),
            tokenizer=TokenizerSpec.from_dict(value(data, "tokenizer", dict)),
            right_tokens=count(data, "right_tokens", MOST_IDS) if stream else 0,
            window=None if stream else WindowSpec.from_dict(value(data, "window", dict)),
            states=_states(data) if stream else (),
            graphs=named(data, "graphs", GraphSpec.from_dict),
            golden=() if moods else entries(data, "golden", GoldenSample.from_dict),
            moods=entries(data, "golden", MoodSample.from_dict) if moods else (),
            files=value(data, "files", dict),
            calibration=Calibration.from_dict(optional(data, "calibration") or {}),
            distances=DistancesSpec.from_dict(value(data, "distances", dict)) if is_told else None,
            recall=RecallSpec.from_dict(value(data, "recall", dict)) if recalls else None,
        )
        config._check_ids()
        config._check_files()
        config._check_graphs()
        return config

    @property
    def end(self) -> int:
        """The id that a text begins with and that separates documents."""
        return self.special_tokens["end"]

    def _check_ids(self) -> None:
        if "end" not in self.special_tokens:
            raise ValueError("`special_tokens` names no `end`")
        found = [*self.special_tokens.values(), *(self.window.ids() if self.window else [])]
        for sample in (*self.golden, *(self.distances.golden if self.distances else ())):
            found += [*sample.left_ids, *sample.right_ids, *sample.top_ids]
        for passage in self.moods:
            found += passage.ids
        if not all(type(token) is int and 0 <= token < self.vocabulary_size for token in found):
            raise ValueError("an id lies outside the vocabulary")

    def _check_files(self) -> None:
        if len(self.files) > _MOST_FILES:
            raise ValueError(f"`files` names more than {_MOST_FILES} files")
        for file, digest in self.files.items():
            if not is_plain(file) or file.casefold() == "config.json":
                raise ValueError(f"`files` names {file!r}, which is no plain file name")
            if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
                raise ValueError(f"the checksum of {file} is no SHA-256")
        tables = [self.distances.file] if self.distances else []
        tables += [self.recall.file] if self.recall else []
        for file in (self.tokenizer.file, *(graph.file for graph in self.graphs.values()), *tables):
            if file not in self.files:
                raise ValueError(f"{file} has no checksum")

    def _check_graphs(self) -> None:
        size = self.vocabulary_size
        if self.window:
            moods = self.kind == MOOD
            if moods and self.window.padding is None:
                raise ValueError("a mood model needs `padding`")
            role, output = ("mood", "mood") if moods else ("predict", "probabilities")
            time = "time" if self.window.padding is None else self.window.length
            self._expect(role, "tokens", "int32", ("batch", time))
            self._expect(role, output, "float32", ("batch", 1 if moods else size))
            return
        self._expect("left", "tokens", "int32", ("batch", "time"))
        for state in self.states:
            self._expect("left", state.name, "float32", ("batch", state.size))
            self._expect("left", state.next, "float32", ("batch", state.size))
        left = self.width("left")
        self._expect("left", "left", "float32", ("batch", "time", left))
        self._expect("head", "left", "float32", ("batch", left))
        self._expect("head", "logits", "float32", ("batch", size))
        if self.shift_size:
            self._expect("head", "shift", "float32", ("batch", self.shift_size))
        if self.right_tokens > 0:
            right = self.width("right")
            self._expect("right", "tokens", "int32", ("batch", "time"))
            self._expect("right", "right", "float32", ("batch", right))
            self._expect("head", "right", "float32", ("batch", right))
            self._expect("head", "present", "float32", ("batch", 1))
        elif self.distances:
            raise ValueError("`distances` belong to a model that reads the text after the cursor")

    def _graph(self, role: str) -> GraphSpec:
        if role not in self.graphs:
            raise ValueError(f"there is no `{role}` graph")
        return self.graphs[role]

    @property
    def shift_size(self) -> int:
        """The size of what a stream model's head adds to its hidden vector; 0 if it adds nothing."""
        given = {spec.name: spec.shape[-1] for spec in self._graph("head").inputs}
        size = given.get("shift", 0)
        if isinstance(size, str):
            raise ValueError("`shift` of the `head` graph has no size")
        return size

    def width(self, role: str) -> int:
        """The size of the vector that a stream model's graph of the same name (left, right) gives."""
        width = self._graph(role).tensor(role).shape[-1]
        if isinstance(width, str):
            raise ValueError(f"`{role}` of the `{role}` graph has no size")
        return width

    def _expect(self, role: str, tensor: str, dtype: str, shape: tuple[int | str, ...]) -> None:
        spec = self._graph(role).tensor(tensor)
        sizes = [axis if isinstance(axis, int) else None for axis in spec.shape]
        if spec.dtype != dtype or sizes != [axis if isinstance(axis, int) else None for axis in shape]:
            raise ValueError(f"`{tensor}` of the `{role}` graph is not {dtype} {list(shape)}")


def _states(data: Any) -> tuple[StateSpec, ...]:
    states = entries(data, "states", StateSpec.from_dict)
    if not states:
        raise ValueError("a stream model needs `states`")
    if len({state.name for state in states} | {state.next for state in states}) < 2 * len(states):
        raise ValueError("two `states` have one name")
    return states
