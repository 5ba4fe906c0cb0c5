"""What of all that PyInstaller finds is packed: only what the desk uses. Read by inkling.spec."""

import re
from pathlib import Path, PurePosixPath

# Python's own and others' packages that nothing in the desk imports. Leaving out what speaks to networks also
# lets anyone see that the desk does not.
EXCLUDED_MODULES = (
    "asyncio",
    "curses",
    "distutils",
    "doctest",
    "ftplib",
    "google",
    "http",
    "lib2to3",
    "lxml",
    "multiprocessing",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.testing",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "packaging",
    "pdb",
    "pip",
    "pydoc",
    "readline",
    "setuptools",
    "smtplib",
    "socketserver",
    "sqlite3",
    "ssl",
    "tkinter",
    "typing_extensions",
    "unittest",
    "webbrowser",
    "wheel",
    "xmlrpc",
)

# Packages whose versions the desk tells: `inkling --version`, About, `inkling doctor`.
TOLD_VERSIONS = ("inkling-desk", "PySide6-Essentials", "onnxruntime", "tokenizers", "numpy")

# A shipped model's weights to go on training from: half of its size, and only the trainer reads them.
WEIGHTS = "weights.h5"

QT_MODULES = frozenset({"QtCore", "QtGui", "QtPrintSupport", "QtWidgets"})
# Libraries of the modules and plugins below, without "libQt6" or "Qt6".
_QT_LIBRARIES = frozenset(
    {"Core", "DBus", "Gui", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"}
)
QT_PLUGINS = frozenset(
    {
        # Screens; the last two for doctors and tests.
        "platforms/qcocoa",
        "platforms/qwayland",
        "platforms/qwindows",
        "platforms/qxcb",
        "platforms/qminimal",
        "platforms/qoffscreen",
        "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient",
        "wayland-shell-integration/xdg-shell",
        # Writing with dead keys, and Chinese.
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        # The system's colours, file dialogs and icons.
        "platformthemes/qgtk3",
        "platformthemes/qxdgdesktopportal",
        "styles/qmacstyle",
        "styles/qmodernwindowsstyle",
        "iconengines/qsvgicon",
        "imageformats/qsvg",
        # Printing.
        "printsupport/cocoaprintersupport",
        "printsupport/cupsprintersupport",
        "printsupport/windowsprintersupport",
    }
)
# Those that the desk speaks: English, and whatever has a catalogue.
_CATALOGUES = Path(__file__).parents[2] / "resources" / "translations"
QT_LANGUAGES = frozenset({"en", *(path.stem.partition("_")[2] for path in _CATALOGUES.glob("inkling_*.ts"))})

# Shared libraries of the system that are packed: Python's own, and small ones that desktops often lack. The
# .deb leaves all but the first to the system, and depends on their packages. All others belong to every
# desktop and to its drivers.
_OF_PYTHON = r"libpython3\.\d+"
OF_THE_SYSTEM = (
    r"libbz2|libcrypto|libexpat|libffi|liblzma|libz"
    r"|libxcb-(cursor|icccm|image|keysyms|render-util|util|xkb)"
)

_PLUGIN = re.compile(r"plugins/([^/]+)/(?:lib)?([^/.]+)\.(?:so|dll|dylib)$")
_QT_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6?([A-Z]\w*)(?:\.so[.\d]*|\.dll|\.framework(?:/.*)?)$")
_QT_MODULE = re.compile(r"PySide6/(Qt\w+)\.(?:abi3\.so|pyd|so)$")
_TRANSLATION = re.compile(r"translations/(\w+?)_([^/]+)\.qm$")
_METADATA = re.compile(r"\.dist-info/(.*)")
_SHARED_LIBRARY = re.compile(r"(lib[^/]+?)\.so[.\d]*")


def is_wanted(destination: str, source: str = "") -> bool:
    """Whether a file that PyInstaller has found is packed.

    Args:
        destination: Where it would lie in the packed program, relative to its folder.
        source: Where it lies now; empty for a link.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    name = path.as_posix()
    if path.name == WEIGHTS:
        return False
    if name.startswith("PySide6/") or path.parent == PurePosixPath("."):
        return _is_wanted_library(name, source)
    if found := _METADATA.search(name):
        # The rest tells where the package was installed from. The version is read at run time.
        return found[1] == "METADATA"
    return True


def is_the_systems(name: str) -> bool:
    """Whether a library in the packed program is the system's, so that a .deb may depend on it instead."""
    found = _SHARED_LIBRARY.fullmatch(name)
    return bool(found and re.fullmatch(OF_THE_SYSTEM, found[1]))


def _is_wanted_library(name: str, source: str) -> bool:
    if found := _PLUGIN.search(name):
        return f"{found[1]}/{found[2]}" in QT_PLUGINS
    if found := _QT_MODULE.search(name):
        return found[1] in QT_MODULES
    if found := _QT_LIBRARY.search(name):
        return found[1] in _QT_LIBRARIES
    if found := _TRANSLATION.search(name):
        return found[1] == "qtbase" and found[2] in QT_LANGUAGES
    if "/" in name:
        return not name.endswith("opengl32sw.dll")
    found = _SHARED_LIBRARY.fullmatch(name)
    comes_with_the_system = source.replace("\\", "/").startswith(("/lib", "/usr/lib"))
    if found and comes_with_the_system:
        return bool(re.fullmatch(f"{_OF_PYTHON}|{OF_THE_SYSTEM}", found[1]))
    return True
