"""JSON that is almost right: a document's tree with a few values changed, or its bytes."""

import json
import random
from typing import Any

_MARK = "@raw{}@"
# Written as they stand, since `json` would not write them.
_RAW = (
    "1e400",
    "-1e400",
    "NaN",
    "Infinity",
    "1" * 5000,
    "[" * 3000 + "]" * 3000,
    "[" * 200_000,
    '{"a":' * 3000 + "1" + "}" * 3000,
    "1.0",
    "-0",
    "0.0",
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\u0000"',
)
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2,
        7,
        255,
        256,
        2**15,
        2**18,
        2**31 - 1,
        2**31,
        2**32,
        2**63,
        2**64,
        10**30,
    ),
    *(0.5, 1.5, -0.1, 1e-320, 1e308, "", " ", "0", "1", "a", "\n", "\x00", "\x1b[31mred\x1b[0m", "\u202eabc"),
    *(
        "../up",
        "/etc/passwd",
        "/dev/zero",
        "C:\\x",
        "con",
        "nul.onnx",
        "config.json",
        "CONFIG.JSON",
        "a" * 300,
    ),
    *(
        "a" * 150_000,
        "\U0001f600",
        "é" * 50,
        "{folder}",
        "{",
        "%s",
        [],
        {},
        [[]],
        [None],
        [0],
        [-1],
        ["time"],
    ),
    *(["batch", "time"], list(range(20)), [0] * 20_000, {"a": 1}, {str(n): n for n in range(2000)}),
    *("stream", "window", "mood", "bytes", "words", "characters", "int32", "float32", "batch", "time", "end"),
)


def mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, or cut, double or move a stretch."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 1, 2, 8, 100)))
        way = chance.randrange(6)
        if way == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif way == 1 and at < len(changed):
            changed[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, 0x22, 0x5B, 0x7B, 0x2C, 0xED))
        elif way == 2:
            del changed[at:end]
        elif way == 3:
            changed[at:at] = changed[at:end] * chance.choice((1, 2, 50))
        elif way == 4:
            del changed[at:]
        else:
            place = chance.randrange(len(changed) + 1)
            changed[place:place] = changed[at:end]
        if not changed:
            break
    return bytes(changed)


def mutate_json(data: bytes, chance: random.Random, values: tuple[Any, ...] = ()) -> bytes:
    """Change a few values of a document.

    Args:
        data: Good JSON.
        chance: Where chance comes from.
        values: To put in place of others, beside those that are odd in any document.
    """
    if chance.random() < 0.15:
        return mutate_bytes(data, chance)
    holder = [json.loads(data)]
    raws: list[str] = []
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        _mutate_once(holder, chance, values, raws)
    written = json.dumps(holder[0], ensure_ascii=chance.random() < 0.9)
    for number, raw in enumerate(raws):
        written = written.replace(json.dumps(_MARK.format(number)), raw)
    return written.encode("utf-8", "surrogatepass")


def _mutate_once(holder: list[Any], chance: random.Random, values: tuple[Any, ...], raws: list[str]) -> None:
    parent, key = _pick(holder, chance)
    old = parent[key]
    way = chance.randrange(10)
    if way <= 2:
        parent[key] = _value(chance, values, raws)
    elif way == 3:
        del parent[key]
        if not holder:
            holder.append(None)
    elif way == 4:
        other, place = _pick(holder, chance)
        # Not into itself.
        if json.dumps(old) != json.dumps(other[place]):
            parent[key] = json.loads(json.dumps(other[place]))
    elif way == 5 and isinstance(old, list):
        old[len(old) // 2 :] = old * chance.choice((1, 2, 100))
    elif way == 5 and isinstance(old, dict):
        old[str(chance.choice(_VALUES))[:200]] = _value(chance, values, raws)
    elif way == 6 and isinstance(parent, dict):
        parent[str(chance.choice((key + "s", key.upper(), "", *_VALUES)))[:200]] = parent.pop(key)
    elif way == 7:
        parent[key] = chance.choice(([old], {"a": old}, str(old)[:200], [old, old]))
    elif isinstance(old, bool) or old is None:
        parent[key] = not old
    elif isinstance(old, (int, float)):
        parent[key] = chance.choice(
            (old + 1, old - 1, -old, old * 1000, float(old), str(old), old / 3, not old)
        )
    elif isinstance(old, str):
        at = chance.randrange(len(old) + 1)
        odd = chance.choice(("\x00", "\x1b", "\u2028", "\ud800", "/", "\\", ".", "", "\u0301", "x" * 1000))
        parent[key] = old[:at] + odd + old[at + chance.randrange(2) :]
    else:
        parent[key] = _value(chance, values, raws)


def _value(chance: random.Random, values: tuple[Any, ...], raws: list[str]) -> Any:
    if chance.random() < 0.15:
        raws.append(chance.choice(_RAW))
        return _MARK.format(len(raws) - 1)
    chosen = chance.choice(values) if values and chance.random() < 0.4 else chance.choice(_VALUES)
    return json.loads(json.dumps(chosen)) if isinstance(chosen, (list, dict)) else chosen


def _pick(holder: list[Any], chance: random.Random) -> tuple[Any, Any]:
    """A value's place, each level of the tree as likely as the next."""
    parent: Any = holder
    key: Any = 0
    while True:
        inside = parent[key]
        if not isinstance(inside, (list, dict)) or not inside or chance.random() < 0.15:
            return parent, key
        parent = inside
        key = chance.randrange(len(inside)) if isinstance(inside, list) else chance.choice(list(inside))
