"""The picture of the architecture: what each room may import, and the walls that nothing crosses.

PICTURE is to be read from top to bottom, as the data flows: each room, or module beside the rooms, with those
that it imports, all of which stand above it, so that no circle can arise. An import that the picture does not
show fails, and so does an arrow that nothing uses any more.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QT = {"PySide6", "shiboken6"}
TRAINING = {"keras", "tensorflow", "tf2onnx", "torch", "jax", "onnx"}

# Packages that a folder knows nothing of.
WALLS = {
    "desktop": TRAINING | {"trainer"},
    "trainer": QT | {"desktop"},
    "desktop/engine": QT | TRAINING | {"trainer"},
    "desktop/language": QT,
    "desktop/books": QT,
}

PICTURE = {
    "desktop/engine": {
        "shown": "",
        "names": "",
        "errors": "shown",
        "words": "",
        "habits": "words",
        "utf16": "",
        "folders": "",
        "files": "shown names errors folders",
        "documents": "shown names errors words folders files",
        "recovery": "shown errors words utf16 folders files documents",
        "progress": "errors folders files",
        "versions": "names errors words files",
        "works": "names errors words files folders",
        "annotations": "errors files",
        "origins": "errors words files annotations",
        "stories": "shown names errors folders files documents versions annotations origins",
        "bundles": "shown errors folders",
        "checking": "errors folders files bundles",
        "devices": "errors",
        "model": "errors words bundles checking devices",
        "reading": "words model",
        "story": "words bundles model reading",
        "decoding": "shown words habits model reading story",
        "space_behind": "words habits decoding",
        "protocols": "decoding",
        "cowriting": "words decoding protocols",
        "placement": "errors words folders files bundles devices model decoding",
        "mood": "errors words utf16 bundles checking devices model",
        "rereading": "words utf16 model decoding mood",
        "learning": "names errors words folders files",
        "engine": "errors words habits bundles checking devices model story decoding placement rereading",
        "measuring": "errors words bundles decoding space_behind protocols engine",
        "bundle_check": "errors bundles checking devices model decoding mood engine",
        "check_process": "errors files bundles checking bundle_check",
    },
    "desktop/language": {
        "text_statistics": "",
        "spelling": "",
        "punctuation": "",
        "searching": "",
        "comparing": "",
    },
    "desktop/books": {
        "prose": "",
        "markup": "",
        "importing": "markup prose",
        "exporting": "markup prose",
        "reading": "markup prose importing",
        "convert": "prose exporting reading",
        "apart": "prose exporting reading convert",
    },
    "desktop/editor": {
        "overrides": "",
        "system_libraries": "",
        "style_sheet": "",
        "look": "style_sheet",
        "fitting": "",
        "two_lines": "look fitting",
        "task_thread": "",
        "row_table": "",
        "messages": "fitting",
        "settings": "messages",
        "page": "look",
        "printing": "",
        "counting": "page",
        "inference": "messages",
        "documents": "messages settings page",
        "frame": "look fitting messages settings page counting inference documents",
        "suggestions": "look messages settings page inference frame",
        "story": "look fitting messages settings page counting documents frame",
        "spelling": "fitting messages settings page frame suggestions",
        "writing": "messages settings page counting frame",
        "mood_line": "look messages settings page inference frame",
        "finding": "look task_thread messages page inference frame story",
        "margin": "look fitting task_thread messages page documents frame finding",
        "origins": "look fitting task_thread messages page documents frame finding story",
        "versions": "look fitting task_thread messages page counting inference frame",
        "split": "look fitting messages page documents frame",
        "focus": "look settings page counting frame",
        "structure": "page",
        "markdown": "look page frame structure",
        "outline": "look fitting frame structure",
        "exchange": "fitting messages page printing inference frame story structure",
        "cowriter": "look fitting settings page inference frame suggestions focus",
        "rereading": "look fitting two_lines page inference frame",
        "remembering": "look fitting two_lines page inference frame story suggestions",
        "goals": "look messages settings page counting frame",
        "statistics": "look fitting row_table page counting frame goals",
        "learning": "look fitting row_table messages settings frame exchange goals",
        "preferences": "look fitting row_table messages settings inference",
        "palette": "messages settings frame",
        "themes": "look settings",
        "window": (
            "look fitting messages settings page inference frame suggestions story spelling writing "
            "mood_line finding margin origins versions split focus structure markdown outline exchange goals "
            "statistics learning cowriter rereading remembering preferences palette"
        ),
        "garbage": "",
        "desk": (
            "messages settings documents inference spelling mood_line finding goals learning preferences "
            "themes window garbage"
        ),
        "endings": "",
        "reports": "messages desk",
        "app": "system_libraries look window desk endings reports",
    },
    "trainer": {
        "errors": "",
        "texts": "errors",
        "corpus": "errors texts",
        "limits": "errors",
        "settings": "errors corpus limits",
        "batches": "",
        "moods": "errors texts corpus",
        "model": "batches",
        "workers": "errors",
        "devices": "errors",
        "backend": "errors devices model workers",
        "predicting": "errors texts batches",
        "recalling": "errors texts corpus predicting",
        "evaluating": "errors texts corpus batches predicting recalling",
        "tasks": "errors corpus limits settings batches moods model backend predicting",
        "fitting": "errors corpus settings moods workers backend tasks",
        "bundles": "errors corpus settings batches moods predicting recalling",
        "export": (
            "errors texts corpus settings batches moods model predicting evaluating tasks fitting bundles"
        ),
        "commands": (
            "errors texts settings moods devices backend predicting recalling evaluating tasks fitting "
            "bundles export"
        ),
        "fit_commands": ("errors texts corpus settings workers backend tasks fitting bundles commands"),
        "cli": "errors workers devices commands fit_commands",
    },
}
# So many modules a room holds at most, for a newcomer to take in at a glance.
MOST_MODULES = 16


def imported_by(path: Path) -> set[str]:
    """What a file imports, in functions and for type checkers too: modules, or names in them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{path} imports relatively"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def rooms_of(package: str) -> dict[str, list[Path]]:
    """The files of each room of a package; a module beside the rooms is a room by itself."""
    rooms: dict[str, list[Path]] = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        room = path.relative_to(ROOT / package).parts[0].removesuffix(".py")
        if room != "__init__":
            rooms.setdefault(room, []).append(path)
    return rooms


def arrows(package: str, room: str) -> Iterator[str]:
    """The rooms that a room imports, once for each import."""
    inside = package.replace("/", ".") + "."
    for path in rooms_of(package)[room]:
        for name in imported_by(path):
            if name.startswith(inside):
                yield name.removeprefix(inside).split(".")[0]


@pytest.mark.parametrize("folder", WALLS)
def test_no_file_imports_through_its_wall(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    for path in files:
        tops = {name.split(".")[0] for name in imported_by(path)}
        assert not tops & WALLS[folder], f"{path.relative_to(ROOT)} imports {tops & WALLS[folder]}"


# Which packages of the desk a package of it may import.
ABOVE = {
    "desktop/engine": {"desktop.engine"},
    "desktop/language": {"desktop.engine", "desktop.language"},
    "desktop/books": {"desktop.engine", "desktop.books"},
}


@pytest.mark.parametrize("package", ABOVE)
def test_a_package_of_the_desk_imports_those_above_it(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        used = {".".join(name.split(".")[:2]) for name in imported_by(path) if name.startswith("desktop.")}
        assert used <= ABOVE[package], path


@pytest.mark.parametrize("package", PICTURE)
def test_the_picture_shows_every_room(package: str) -> None:
    assert set(rooms_of(package)) == set(PICTURE[package])


@pytest.mark.parametrize("package", PICTURE)
def test_all_arrows_of_the_picture_point_up(package: str) -> None:
    above: set[str] = set()
    for room, others in PICTURE[package].items():
        assert set(others.split()) <= above, f"{room} stands above what it imports"
        above.add(room)


@pytest.mark.parametrize(
    ("package", "room"), [(package, room) for package in PICTURE for room in PICTURE[package]]
)
def test_a_room_imports_what_the_picture_shows(package: str, room: str) -> None:
    assert set(arrows(package, room)) - {room} == set(PICTURE[package][room].split())


@pytest.mark.parametrize("package", PICTURE)
def test_a_room_can_be_taken_in_at_a_glance(package: str) -> None:
    for room, files in rooms_of(package).items():
        modules = [path for path in files if path.name != "__init__.py"]
        assert len(modules) <= MOST_MODULES, f"{package}/{room} holds {len(modules)} modules"


@pytest.mark.parametrize("package", PICTURE)
def test_a_room_says_what_it_is(package: str) -> None:
    for room in rooms_of(package):
        path = ROOT / package / room
        if path.is_dir():
            assert ast.get_docstring(ast.parse((path / "__init__.py").read_text(encoding="utf-8"))), path


@pytest.mark.parametrize(
    ("package", "barred"),
    [("desktop.engine", QT | TRAINING | {"trainer"}), ("trainer", QT | {"desktop"})],
)
def test_what_is_really_loaded_stays_behind_the_wall(package: str, barred: set[str]) -> None:
    # Of the trainer, what loads without Keras; the imports of the rest are read above.
    script = (
        "import importlib, pkgutil, sys\n"
        f"package = importlib.import_module({package!r})\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    if module.name.count('.') == 1 or package.__name__ != 'trainer':\n"
        "        importlib.import_module(module.name)\n"
        "print(*{name.split('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not set(done.stdout.split()) & barred
