"""ONNX files that are almost right: fields of the message changed, with all lengths made right again."""

import random
import struct
from dataclasses import dataclass, field

from desktop.engine.checking.graph_check import OPERATORS
from desktop.engine.checking.protobuf import BYTES, FIXED32, FIXED64, VARINT, fields
from tests.campaigns.hostile.json_mutations import mutate_bytes

# Which fields of a message are messages of which kind (onnx.proto).
_INSIDE: dict[str, dict[int, str]] = {
    "model": {7: "graph", 8: "opset"},
    "graph": {1: "node", 5: "tensor", 11: "value", 12: "value"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor"},
    "value": {2: "type"},
    "type": {1: "tensor_type"},
    "tensor_type": {2: "shape"},
    "shape": {1: "axis"},
}
_NUMBERS = (
    0,
    1,
    2,
    3,
    6,
    7,
    8,
    16,
    127,
    128,
    255,
    2**15,
    2**31 - 1,
    2**31,
    2**32,
    2**62,
    2**63 - 1,
    2**64 - 1,
)
_FORBIDDEN = (
    "Loop",
    "If",
    "Scan",
    "Range",
    "NonZero",
    "RandomNormal",
    "EPContext",
    "SequenceMap",
    "Tile",
    "OneHot",
)
_NAMES = ("", "com.microsoft", "evil", "ai.onnx.ml", "batch", "time", "tokens", "\x1b[31m", "a" * 5000)
_FLOATS = (0.0, -1.0, 1e-45, 1e38, float("inf"), float("-inf"), float("nan"))


@dataclass
class _Part:
    """A field; `inside` are the fields of one that is a message."""

    number: int
    kind: int
    value: int = 0
    data: bytes = b""
    of: str = ""
    inside: "list[_Part] | None" = field(default=None)


def mutate_graph(data: bytes, chance: random.Random) -> bytes:
    """Change a few fields of an ONNX file."""
    if chance.random() < 0.1:
        return mutate_bytes(data, chance)
    model = _Part(0, BYTES, of="model", inside=_read(data, "model"))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _mutate_once(model, chance)
    return _write(model.inside or [])


def _mutate_once(model: _Part, chance: random.Random) -> None:
    parent = model
    # Down to a message, each level as likely as the next.
    while True:
        messages = [part for part in parent.inside or [] if part.inside is not None]
        if not messages or chance.random() < 0.2:
            break
        parent = chance.choice(messages)
    parts = parent.inside
    assert parts is not None
    if not parts:
        parts.append(_Part(chance.randrange(1, 30), VARINT, chance.choice(_NUMBERS)))
        return
    at = chance.randrange(len(parts))
    part = parts[at]
    way = chance.randrange(12)
    if way == 0:
        del parts[at]
    elif way == 1:
        parts.insert(chance.randrange(len(parts) + 1), part)
    elif way == 2:
        other = chance.randrange(len(parts))
        parts[at], parts[other] = parts[other], part
    elif way == 3:
        part.number = chance.choice((part.number + 1, chance.randrange(1, 30), 8, 9, 13, 14))
    elif way == 4:
        parts.append(_Part(chance.randrange(1, 30), VARINT, chance.choice(_NUMBERS)))
    elif way == 5:
        parts.append(_Part(chance.randrange(1, 30), BYTES, data=chance.choice(_NAMES).encode()))
    elif part.kind == VARINT:
        part.value = chance.choice((*_NUMBERS, part.value + 1, max(0, part.value - 1)))
    elif part.kind in (FIXED32, FIXED64):
        code = "<f" if part.kind == FIXED32 else "<d"
        part.data = struct.pack(code, chance.choice(_FLOATS))
    elif part.inside is not None:
        siblings = [one for one in parts if one.inside is not None and one.of == part.of]
        part.inside = list(chance.choice(siblings).inside or [])
    else:
        part.data = _words(model, parent, part, chance)


def _words(model: _Part, parent: _Part, part: _Part, chance: random.Random) -> bytes:
    """Other contents for a field of words or of numbers."""
    if parent.of == "node" and part.number == 4:
        known = sorted(OPERATORS[""] | OPERATORS["com.microsoft"])
        return chance.choice((*known, *_FORBIDDEN)).encode()
    if parent.of == "node":
        names = [
            one.data
            for node in _all(model, "node")
            for one in node.inside or []
            if one.number in (1, 2) and one.inside is None
        ]
        return chance.choice([*names, b"", b"nowhere"])
    if parent.of == "tensor" and part.number == 9 and part.data:
        way = chance.randrange(4)
        if way == 0:
            return mutate_bytes(part.data[:4096], chance) + part.data[4096:]
        count = len(part.data) // 4
        if way == 1:
            return struct.pack("<f", chance.choice(_FLOATS)) * count + part.data[count * 4 :]
        if way == 2:
            return struct.pack("<q", chance.choice((-1, 0, 1, 2, 9, 2**31, -(2**63)))) * (len(part.data) // 8)
        return part.data[: len(part.data) // 2]
    return chance.choice((mutate_bytes(part.data, chance), *(name.encode() for name in _NAMES)))


def _all(part: _Part, of: str) -> list[_Part]:
    found = [part] if part.of == of else []
    for one in part.inside or []:
        found += _all(one, of)
    return found


def _read(data: bytes, of: str) -> list[_Part]:
    parts = []
    for found in fields(memoryview(data)):
        part = _Part(found.number, found.kind, found.number_value % (1 << 64), bytes(found.data))
        kind = _INSIDE.get(of, {}).get(found.number, "")
        if found.kind == BYTES and (kind or of == "model"):
            part.of = kind
            part.inside = _read(part.data, kind) if kind else None
        parts.append(part)
    return parts


def _write(parts: list[_Part]) -> bytes:
    written = bytearray()
    for part in parts:
        written += _varint(part.number << 3 | part.kind)
        if part.kind == VARINT:
            written += _varint(part.value)
            continue
        data = part.data if part.inside is None else _write(part.inside)
        if part.kind == BYTES:
            written += _varint(len(data))
        written += data
    return bytes(written)


def _varint(value: int) -> bytes:
    written = bytearray()
    value %= 1 << 64
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
