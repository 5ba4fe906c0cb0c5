"""What an ONNX file says of itself, read without ONNX Runtime: operators, their wiring and its constants.

Only what graphs of ours have in them is known here, and what is not known is refused: functions, sparse and
external data, graphs within operators, training. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, field

from desktop.engine.checking.protobuf import BYTES, FIXED32, FIXED64, VARINT, Field, fields, varints

# TensorProto.DataType: bytes of one number.
ITEM_BYTES = {1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 9: 1}
_MOST_AXES = 8
_MOST_NAMES = 64
# TensorProto's fields of numbers, by their wire type when they are not packed: float, int32, int64.
_FLOATS, _INTS, _LONGS, _RAW = 4, 5, 7, 9
_EXTERNAL, _LOCATION = 13, 14


@dataclass
class Node:
    """One operator.

    Attributes:
        domain: Whose it is; "" for ONNX's own.
        operator: Its name.
        inputs: Names of what it takes; "" for what is left out.
        outputs: Names of what it gives.
    """

    domain: str = ""
    operator: str = ""
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)


@dataclass
class Graph:
    """What a file holds.

    Attributes:
        domains: The operator sets that it uses.
        nodes: Its operators.
        inputs: Names of what it is given.
        constants: Names of what it knows.
    """

    domains: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)


def read_graph(data: bytes) -> Graph:
    """Read an ONNX file.

    Raises:
        ValueError: It is none, or holds something that no graph of ours does.
    """
    graph, bodies = Graph(), []
    # ir_version, producer's name and version, domain, model_version, doc_string; 14 is metadata.
    for found in _known(memoryview(data), {1, 2, 3, 4, 5, 6, 7, 8, 14}, once={1, 2, 3, 4, 5, 6, 7}):
        if found.number == 7:
            bodies.append(_message(found))
        elif found.number == 8:
            graph.domains.append(_domain(_message(found)))
    if len(bodies) != 1:
        raise ValueError("it holds no graph")
    _read_body(bodies[0], graph)
    return graph


def _read_body(body: memoryview, graph: Graph) -> None:
    # 2 and 10 are its name and doc_string, 12 outputs, 13 shapes of values, 16 metadata.
    for found in _known(body, {1, 2, 5, 10, 11, 12, 13, 16}, once={2, 10}):
        if found.number == 1:
            graph.nodes.append(_node(_message(found)))
        elif found.number == 5:
            graph.constants.append(_tensor(_message(found)))
        elif found.number == 11:
            graph.inputs.append(_value_name(_message(found)))


def _domain(message: memoryview) -> str:
    names = [_text(found) for found in _known(message, {1, 2}, once={1, 2}) if found.number == 1]
    return names[0] if names else ""


def _value_name(message: memoryview) -> str:
    # Types and shapes are ONNX Runtime's to read.
    return "".join(
        _text(found) for found in _known(message, {1, 2, 3, 4}, once={1, 2, 3}) if found.number == 1
    )


def _node(message: memoryview) -> Node:
    node = Node()
    # 3 and 6 are its name and doc_string, 9 metadata; 8, an overload, belongs to functions.
    for found in _known(message, {1, 2, 3, 4, 5, 6, 7, 9}, once={3, 4, 6, 7}):
        if found.number == 1:
            node.inputs.append(_text(found))
        elif found.number == 2:
            node.outputs.append(_text(found))
        elif found.number == 4:
            node.operator = _text(found)
        elif found.number == 5:
            _check_attribute(_message(found))
        elif found.number == 7:
            node.domain = _text(found)
    if max(len(node.inputs), len(node.outputs)) > _MOST_NAMES:
        raise ValueError("an operator takes or gives too much")
    return node


def _check_attribute(message: memoryview) -> None:
    """An attribute may be numbers, words or a tensor (1 name, 2 f, 3 i, 4 s, 5 t, 7 to 9 lists, 20 type)."""
    for found in _known(message, {1, 2, 3, 4, 5, 7, 8, 9, 13, 20}, once={1, 2, 3, 4, 5, 13, 20}):
        if found.number == 5:
            _tensor(_message(found))


def _tensor(message: memoryview) -> str:
    """Check that a tensor brings the numbers that its shape promises; gives its name."""
    name, kind, sizes, items = "", 0, [], 0
    raw: int | None = None
    for found in _known(message, {1, 2, 4, 5, 7, 8, 9, 12, _EXTERNAL, _LOCATION}, once={2, 8, 9, 12, 14}):
        if found.number == 1:
            sizes += _numbers(found)
        elif found.number == 2:
            kind = found.number_value
        elif found.number == 8:
            name = _text(found)
        elif found.number == _RAW:
            raw = len(_message(found))
        elif found.number == _EXTERNAL or (found.number == _LOCATION and found.number_value != 0):
            raise ValueError("its numbers lie in another file")
        elif found.number == _FLOATS:
            items += len(found.data) // 4 if found.kind in (BYTES, FIXED32) else 0
        elif found.number in (_INTS, _LONGS):
            items += len(_numbers(found))
    if kind not in ITEM_BYTES:
        raise ValueError("a tensor is not of numbers that models are made of")
    if len(sizes) > _MOST_AXES or any(size < 0 for size in sizes):
        raise ValueError("a tensor has an impossible shape")
    if math.prod(sizes) * ITEM_BYTES[kind] != (items * ITEM_BYTES[kind] if raw is None else raw):
        raise ValueError("a tensor does not bring the numbers that its shape promises")
    if raw is not None and items:
        raise ValueError("a tensor brings its numbers twice")
    return name


def _known(message: memoryview, known: Collection[int], once: Collection[int]) -> list[Field]:
    """The fields of a message, if they are known, and said once where they can mean one thing only."""
    found = list(fields(message))
    said = set()
    for one in found:
        if one.number not in known:
            raise ValueError("it holds something that no graph of Inkling's does")
        if one.number in once:
            if one.number in said:
                raise ValueError("it says something twice")
            said.add(one.number)
    return found


def _message(found: Field) -> memoryview:
    if found.kind != BYTES:
        raise ValueError("a part of it is no message")
    return found.data


def _text(found: Field) -> str:
    return str(_message(found), "utf-8")


def _numbers(found: Field) -> list[int]:
    if found.kind in (FIXED32, FIXED64):
        raise ValueError("a number is of another kind")
    return [found.number_value] if found.kind == VARINT else varints(found.data)
