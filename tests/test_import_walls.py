"""The three walls: desktop and trainer know nothing of each other, and the engine knows nothing of Qt."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QT = {"PySide6", "shiboken6"}
TRAINING = {"keras", "tensorflow", "tf2onnx", "torch", "jax", "onnx"}

WALLS = {
    "desktop": TRAINING | {"trainer"},
    "trainer": QT | {"desktop"},
    "desktop/engine": QT | TRAINING | {"trainer"},
}


def imported_by(path: Path) -> set[str]:
    """The top-level packages that a file imports, in functions and for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add("." * node.level + node.module)
    return found


@pytest.mark.parametrize("folder", WALLS)
def test_no_file_imports_through_its_wall(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    for path in files:
        tops = {name.split(".")[0] for name in imported_by(path)}
        assert not tops & WALLS[folder], f"{path.relative_to(ROOT)} imports {tops & WALLS[folder]}"


def test_the_engine_does_not_import_the_editor() -> None:
    for path in (ROOT / "desktop/engine").rglob("*.py"):
        assert not any(name.startswith("desktop.editor") for name in imported_by(path)), path


@pytest.mark.parametrize(
    ("package", "barred"),
    [("desktop.engine", QT | TRAINING | {"trainer"}), ("trainer", QT | {"desktop"})],
)
def test_what_is_really_loaded_stays_behind_the_wall(package: str, barred: set[str]) -> None:
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
