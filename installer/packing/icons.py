"""Inkling's icon in the containers that Windows and macOS want, around the PNG files of resources/icons."""

import struct
from collections.abc import Mapping
from pathlib import Path

# Apple's names of PNG icons by their edge in pixels.
_ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08"}


def write_icons(pictures: Path, folder: Path) -> None:
    """Write `inkling.ico` and `inkling.icns` into `folder`.

    Args:
        pictures: The folder of `inkling-16.png` and its like; the number is the edge in pixels.
        folder: Made if need be.
    """
    by_edge = {int(path.stem.rsplit("-", 1)[1]): path.read_bytes() for path in pictures.glob("inkling-*.png")}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "inkling.ico").write_bytes(ico(by_edge))
    (folder / "inkling.icns").write_bytes(icns(by_edge))


def ico(by_edge: Mapping[int, bytes]) -> bytes:
    """Pack PNG pictures, by edge in pixels (256 at most), as a Windows icon."""
    header = struct.pack("<HHH", 0, 1, len(by_edge))
    offset = len(header) + 16 * len(by_edge)
    entries = []
    for edge, picture in sorted(by_edge.items()):
        # 256 is written as 0; no palette, one plane, 32 bits a pixel.
        entries.append(struct.pack("<BBBBHHII", edge % 256, edge % 256, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    return header + b"".join(entries) + b"".join(picture for _, picture in sorted(by_edge.items()))


def icns(by_edge: Mapping[int, bytes]) -> bytes:
    """Pack PNG pictures, by edge in pixels, as a macOS icon; edges that it has no name for are left out."""
    parts = [
        _ICNS_TYPES[edge] + struct.pack(">I", 8 + len(picture)) + picture
        for edge, picture in sorted(by_edge.items())
        if edge in _ICNS_TYPES
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
