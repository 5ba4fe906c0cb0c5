"""What is packed of what PyInstaller finds, on each system."""

import ast
import sys
from pathlib import Path

import pytest

from installer.packing.contents import (
    EXCLUDED_MODULES,
    QT_MODULES,
    TOLD_VERSIONS,
    is_the_systems,
    is_wanted,
)

REPOSITORY = Path(__file__).parents[2]
WANTED = [
    ("PySide6/QtWidgets.abi3.so", ""),
    ("PySide6/QtWidgets.pyd", ""),
    ("PySide6\\Qt6Core.dll", ""),
    ("PySide6/Qt/lib/libQt6Core.so.6", ""),
    ("PySide6/Qt/lib/libicudata.so.73", ""),
    ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", ""),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", ""),
    ("PySide6/Qt/plugins/platforms/libqwayland.so", ""),
    ("PySide6\\plugins\\platforms\\qwindows.dll", ""),
    ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", ""),
    ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", ""),
    ("PySide6/Qt/translations/qtbase_zh_CN.qm", ""),
    ("PySide6/libpyside6.abi3.so.6.11", ""),
    ("libQt6Core.so.6", ""),
    ("libpython3.11.so.1.0", "/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
    ("libffi.so.8", "/lib/x86_64-linux-gnu/libffi.so.8"),
    ("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0"),
    ("inkling_desk-1.0.dist-info/METADATA", ""),
    ("desktop/resources/models/english/left.onnx", ""),
    ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", ""),
    ("VCRUNTIME140.dll", "C:\\Windows\\System32\\VCRUNTIME140.dll"),
]
UNWANTED = [
    ("PySide6/QtNetwork.abi3.so", ""),
    ("PySide6\\Qt6Quick.dll", ""),
    ("PySide6\\opengl32sw.dll", ""),
    ("PySide6/Qt/lib/libQt6Network.so.6", ""),
    ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", ""),
    ("libQt6Network.so.6", ""),
    ("PySide6/Qt/plugins/tls/libqopensslbackend.so", ""),
    ("PySide6/Qt/plugins/platforms/libqeglfs.so", ""),
    ("PySide6/Qt/plugins/imageformats/libqtiff.so", ""),
    ("PySide6/Qt/translations/qtbase_de.qm", ""),
    ("PySide6/Qt/translations/qt_help_zh_CN.qm", ""),
    ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6"),
    ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
    ("libglib-2.0.so.0", "/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0"),
    ("inkling_desk-1.0.dist-info/direct_url.json", ""),
    ("desktop/resources/models/english/weights.h5", ""),
]


@pytest.mark.parametrize(("destination", "source"), WANTED)
def test_what_the_desk_uses_is_packed(destination: str, source: str) -> None:
    assert is_wanted(destination, source)


@pytest.mark.parametrize(("destination", "source"), UNWANTED)
def test_what_it_does_not_use_is_left_out(destination: str, source: str) -> None:
    assert not is_wanted(destination, source)


def test_a_deb_leaves_to_debian_what_debian_has() -> None:
    assert is_the_systems("libcrypto.so.3")
    assert is_the_systems("libxcb-cursor.so.0")
    assert not is_the_systems("libpython3.11.so.1.0")
    assert not is_the_systems("libicudata.so.73")


def test_the_desk_imports_nothing_that_is_left_out() -> None:
    imported = {name for path in (REPOSITORY / "desktop").rglob("*.py") for name in imports_of(path)}
    assert {name for name in imported if name.startswith("PySide6.")} <= {
        f"PySide6.{one}" for one in QT_MODULES
    }
    parts = {".".join(name.split(".")[:length]) for name in imported for length in (1, 2)}
    assert not parts & set(EXCLUDED_MODULES)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_the_doctor_can_tell_all_its_versions() -> None:
    from desktop.doctor import PACKAGES

    assert set(PACKAGES) <= set(TOLD_VERSIONS)


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel's files have other names elsewhere")
def test_all_plugins_of_this_system_are_in_qts_wheel() -> None:
    import PySide6

    from installer.packing.contents import QT_PLUGINS

    there = Path(PySide6.__file__).parent / "Qt" / "plugins"
    missing = {
        name for name in QT_PLUGINS if not (there / name.replace("/", "/lib")).with_suffix(".so").exists()
    }
    elsewhere = {
        "platforms/qcocoa", "platforms/qwindows", "styles/qmacstyle", "styles/qmodernwindowsstyle",
        "printsupport/cocoaprintersupport", "printsupport/windowsprintersupport",
    }  # fmt: skip
    assert missing == elsewhere
