"""The icon in Windows' and macOS' containers, read back as their readers do."""

import struct
from pathlib import Path

from installer.packing.icons import write_icons

PICTURES = Path(__file__).parents[2] / "resources" / "icons"


def picture(edge: int) -> bytes:
    return (PICTURES / f"inkling-{edge}.png").read_bytes()


def test_a_windows_icon_points_to_its_pictures(tmp_path: Path) -> None:
    write_icons(PICTURES, tmp_path)
    icon = (tmp_path / "inkling.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", icon)
    assert (kind, count) == (1, 5)
    for number, edge in enumerate((16, 32, 64, 128, 256)):
        width, height, *_, size, offset = struct.unpack_from("<BBBBHHII", icon, 6 + 16 * number)
        assert (width or 256, height or 256) == (edge, edge)
        assert icon[offset : offset + size] == picture(edge)


def test_a_mac_icon_is_a_row_of_pictures(tmp_path: Path) -> None:
    write_icons(PICTURES, tmp_path)
    icon = (tmp_path / "inkling.icns").read_bytes()
    kind, length = struct.unpack_from(">4sI", icon)
    assert (kind, length) == (b"icns", len(icon))
    place, found = 8, {}
    while place < length:
        name, size = struct.unpack_from(">4sI", icon, place)
        found[name] = icon[place + 8 : place + size]
        place += size
    assert found[b"ic08"] == picture(256)
    assert found[b"icp4"] == picture(16)
    assert len(found) == 5
