"""A bundle's config.json as dataclasses; `from_dict` refuses anything that the desk could not use.

Every `from_dict` raises ValueError with a short reason ("`kind` is missing"), which `Bundle.open` turns into
a sentence for the reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine.calibration import UNCALIBRATED, Calibration

FORMAT_VERSION = 1
MOOD = "mood"
SUGGESTING = ("stream", "window")
KINDS = (*SUGGESTING, MOOD)
PIECES = ("bytes", "words", "characters")
DTYPES = ("int32", "float32")
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
        dtype = _value(data, "dtype", str)
        if dtype not in DTYPES:
            raise ValueError(f"`dtype` {dtype!r} is not one of {', '.join(DTYPES)}")
        shape = _value(data, "shape", list)
        if not all(isinstance(axis, (int, str)) for axis in shape):
            raise ValueError("a `shape` holds something other than numbers and names")
        return cls(_value(data, "name", str), dtype, tuple(shape))


@dataclass(frozen=True)
class GraphSpec:
    """One ONNX file and what goes in and out of it."""

    file: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]

    @classmethod
    def from_dict(cls, data: Any) -> "GraphSpec":
        """Read one entry of `graphs`."""
        inputs = tuple(TensorSpec.from_dict(entry) for entry in _value(data, "inputs", list))
        outputs = tuple(TensorSpec.from_dict(entry) for entry in _value(data, "outputs", list))
        return cls(_file_name(data), inputs, outputs)

    def tensor(self, name: str) -> TensorSpec:
        """The input or output of that name."""
        for spec in (*self.inputs, *self.outputs):
            if spec.name == name:
                return spec
        raise ValueError(f"{self.file} has no tensor `{name}`")


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
        return cls(_value(data, "name", str), _value(data, "next", str), _positive(data, "size"))


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
        pieces = _value(data, "pieces", str)
        if pieces not in PIECES:
            raise ValueError(f"tokenizer `pieces` {pieces!r} is not one of {', '.join(PIECES)}")
        return cls(_file_name(data), pieces, _value(data, "lowercase", bool))


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
        padding = None if _optional(data, "padding") is None else _value(data, "padding", int)
        restart = _numbers(data, "restart", int) if _optional(data, "restart") is not None else ()
        return cls(_positive(data, "length"), padding, restart)

    def ids(self) -> list[int]:
        """Every id named here."""
        return [*self.restart, *([] if self.padding is None else [self.padding])]


@dataclass(frozen=True)
class GoldenSample:
    """What the trainer's own run of the graphs gave for one text.

    Attributes:
        left: The text before the cursor.
        right: The text after it, or "".
        left_ids: The ids of `left`, the end token first.
        right_ids: The ids of `right`, in reading order.
        top_ids: The likeliest next ids, best first.
        top_probabilities: Their probabilities.
    """

    left: str
    right: str
    left_ids: tuple[int, ...]
    right_ids: tuple[int, ...]
    top_ids: tuple[int, ...]
    top_probabilities: tuple[float, ...]

    @classmethod
    def from_dict(cls, data: Any) -> "GoldenSample":
        """Read one entry of `golden`."""
        sample = cls(
            _value(data, "left", str),
            _value(data, "right", str),
            _numbers(data, "left_ids", int),
            _numbers(data, "right_ids", int),
            _numbers(data, "top_ids", int),
            _numbers(data, "top_probabilities", float),
        )
        if not sample.left_ids or not sample.top_ids:
            raise ValueError("a golden sample is empty")
        if len(sample.top_ids) != len(sample.top_probabilities):
            raise ValueError("a golden sample has unequal numbers of ids and probabilities")
        return sample


@dataclass(frozen=True)
class MoodSample:
    """What the trainer's own run of a mood model gave for one passage.

    Attributes:
        text: The passage.
        ids: Its ids, neither padded nor cut, without an end token.
        mood: The probability that it is light, 0..1.
    """

    text: str
    ids: tuple[int, ...]
    mood: float

    @classmethod
    def from_dict(cls, data: Any) -> "MoodSample":
        """Read one entry of a mood model's `golden`."""
        ids = _numbers(data, "ids", int)
        if not ids:
            raise ValueError("a golden sample is empty")
        return cls(_value(data, "text", str), ids, _probability(data, "mood"))


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

    @classmethod
    def from_dict(cls, data: Any) -> "BundleConfig":
        """Read config.json and check that its parts agree with each other."""
        kind = _value(data, "kind", str)
        stream = kind == "stream"
        graphs = _value(data, "graphs", dict)
        samples = _value(data, "golden", list)
        config = cls(
            name=_value(data, "name", str),
            language=_value(data, "language", str),
            description=_value(data, "description", str),
            licence=_value(data, "licence", str),
            kind=kind,
            vocabulary_size=_positive(data, "vocabulary_size"),
            special_tokens=_value(data, "special_tokens", dict),
            tokenizer=TokenizerSpec.from_dict(_value(data, "tokenizer", dict)),
            right_tokens=_count(data, "right_tokens") if stream else 0,
            window=None if stream else WindowSpec.from_dict(_value(data, "window", dict)),
            states=_states(data) if stream else (),
            graphs={role: GraphSpec.from_dict(graph) for role, graph in graphs.items()},
            golden=tuple(GoldenSample.from_dict(entry) for entry in samples if kind != MOOD),
            moods=tuple(MoodSample.from_dict(entry) for entry in samples if kind == MOOD),
            files=_value(data, "files", dict),
            calibration=Calibration.from_dict(_optional(data, "calibration") or {}),
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
        ids = [*self.special_tokens.values(), *(self.window.ids() if self.window else [])]
        for sample in self.golden:
            ids += [*sample.left_ids, *sample.right_ids, *sample.top_ids]
        for passage in self.moods:
            ids += passage.ids
        if not all(type(token) is int and 0 <= token < self.vocabulary_size for token in ids):
            raise ValueError("an id lies outside the vocabulary")

    def _check_files(self) -> None:
        for name, digest in self.files.items():
            if not _is_plain(name) or name == "config.json":
                raise ValueError(f"`files` names {name!r}, which is no plain file name")
            if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
                raise ValueError(f"the checksum of {name} is no SHA-256")
        for name in (self.tokenizer.file, *(graph.file for graph in self.graphs.values())):
            if name not in self.files:
                raise ValueError(f"{name} has no checksum")

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
        left = self._graph("left").tensor("left").shape[-1]
        self._expect("left", "left", "float32", ("batch", "time", left))
        self._expect("head", "left", "float32", ("batch", left))
        self._expect("head", "logits", "float32", ("batch", size))
        if self.right_tokens > 0:
            right = self._graph("right").tensor("right").shape[-1]
            self._expect("right", "tokens", "int32", ("batch", "time"))
            self._expect("right", "right", "float32", ("batch", right))
            self._expect("head", "right", "float32", ("batch", right))
            self._expect("head", "present", "float32", ("batch", 1))

    def _graph(self, role: str) -> GraphSpec:
        if role not in self.graphs:
            raise ValueError(f"there is no `{role}` graph")
        return self.graphs[role]

    def _expect(self, role: str, name: str, dtype: str, shape: tuple[int | str, ...]) -> None:
        spec = self._graph(role).tensor(name)
        sizes = [axis if isinstance(axis, int) else None for axis in spec.shape]
        if spec.dtype != dtype or sizes != [axis if isinstance(axis, int) else None for axis in shape]:
            raise ValueError(f"`{name}` of the `{role}` graph is not {dtype} {list(shape)}")


def _states(data: Any) -> tuple[StateSpec, ...]:
    states = tuple(StateSpec.from_dict(entry) for entry in _value(data, "states", list))
    if not states:
        raise ValueError("a stream model needs `states`")
    return states


def _value(data: Any, key: str, kind: type) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError("an entry is not an object")
    if key not in data:
        raise ValueError(f"`{key}` is missing")
    value = data[key]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"`{key}` is not of type {kind.__name__}")
    return value


def _optional(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, Mapping) else None


def _count(data: Any, key: str) -> int:
    value: int = _value(data, key, int)
    if value < 0:
        raise ValueError(f"`{key}` is less than zero")
    return value


def _positive(data: Any, key: str) -> int:
    value: int = _value(data, key, int)
    if value < 1:
        raise ValueError(f"`{key}` is not a positive number")
    return value


def _probability(data: Any, key: str) -> float:
    value = _value(data, key, object)
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise ValueError(f"`{key}` is no probability")
    return float(value)


def _numbers(data: Any, key: str, kind: type) -> tuple[Any, ...]:
    values = _value(data, key, list)
    if not all(type(value) in (int, kind) for value in values):
        raise ValueError(f"`{key}` holds something other than numbers")
    return tuple(kind(value) for value in values)


def _file_name(data: Any) -> str:
    name: str = _value(data, "file", str)
    if not _is_plain(name):
        raise ValueError(f"`file` {name!r} is no plain file name")
    return name


def _is_plain(name: str) -> bool:
    """Whether the name can only mean a file directly inside the bundle, on every system."""
    return bool(name) and name not in (".", "..") and not set(name) & set("/\\:\0")
