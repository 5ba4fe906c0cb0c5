"""The wire format of Protocol Buffers, as far as ONNX files use it; strict where its readers are lenient.

https://protobuf.dev/programming-guides/encoding/

A lenient reader lets a message say a thing twice and takes the last word, or joins both. Two readers that
differ in this would see two graphs in one file; so whatever could be read in two ways is refused.
"""

from collections.abc import Iterator
from typing import NamedTuple

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
_LONGEST_TAG = 5
_FIXED = {FIXED64: 8, FIXED32: 4}


class Field(NamedTuple):
    """One field of a message.

    Attributes:
        number: Which one.
        kind: VARINT, FIXED64, BYTES or FIXED32.
        number_value: Of a varint, signed, in 64 bits; 0 for other kinds.
        data: The contents of other kinds.
    """

    number: int
    kind: int
    number_value: int
    data: memoryview


_NOTHING = memoryview(b"")


def fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message in their order.

    Raises:
        ValueError: It is none, or is cut off.
    """
    place, end = 0, len(message)
    while place < end:
        tag, place = _varint(message, place, _LONGEST_TAG)
        number, kind = tag >> 3, tag & 7
        if not 0 < number < 1 << 29:
            raise ValueError("a field has no number")
        if kind == VARINT:
            value, place = _varint(message, place, _LONGEST_VARINT)
            yield Field(number, kind, value - (1 << 64) if value >> 63 else value, _NOTHING)
            continue
        if kind == BYTES:
            length, place = _varint(message, place, _LONGEST_TAG)
        elif kind in _FIXED:
            length = _FIXED[kind]
        else:
            raise ValueError("a field is of an unknown kind")
        if length > end - place:
            raise ValueError("a field is cut off")
        yield Field(number, kind, 0, message[place : place + length])
        place += length


def varints(packed: memoryview) -> list[int]:
    """The numbers of a packed field, signed, in 64 bits.

    Raises:
        ValueError: It holds something else.
    """
    found, place = [], 0
    while place < len(packed):
        value, place = _varint(packed, place, _LONGEST_VARINT)
        found.append(value - (1 << 64) if value >> 63 else value)
    return found


def _varint(message: memoryview, place: int, longest: int) -> tuple[int, int]:
    value = shift = 0
    for at in range(place, min(place + longest, len(message))):
        byte = message[at]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> 64:
                break
            return value, at + 1
        shift += 7
    raise ValueError("a number does not end")
