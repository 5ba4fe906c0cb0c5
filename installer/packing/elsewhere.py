"""The packages for Windows and macOS, made by the system's own tools from PyInstaller's folder."""

import shutil
import subprocess
from pathlib import Path

_SCRIPT = Path(__file__).parents[1] / "windows" / "inkling.iss"


def build_setup(program: Path, documents: Path, icon: Path, version: str, out: Path) -> Path:
    """Write the Windows set-up with Inno Setup's compiler, `iscc`.

    Args:
        program: PyInstaller's folder.
        documents: Licences and the bill of materials; copied into the program's folder.
        icon: The set-up's own icon.
        version: Of Inkling.
        out: Where it goes.
    """
    shutil.copytree(documents, program / "licences", dirs_exist_ok=True)
    name = f"inkling-desk-{version}-windows-x86_64"
    words = [f"/DVersion={version}", f"/DProgram={program}", f"/DIcon={icon}", f"/O{out}", f"/F{name}"]
    subprocess.run(["iscc", "/Qp", *words, str(_SCRIPT)], check=True)
    return out / f"{name}.exe"


def build_disk_image(app: Path, documents: Path, version: str, machine: str, work: Path, out: Path) -> Path:
    """Write a macOS disk image with the app, a link to the applications' folder, and the licences.

    Args:
        app: Inkling.app.
        documents: Licences and the bill of materials.
        version: Of Inkling.
        machine: "arm64" or "x86_64".
        work: A folder to work in.
        out: Where it goes.
    """
    content = work / "image"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    shutil.copytree(app, content / app.name, symlinks=True)
    shutil.copytree(documents, content / "Licences")
    (content / "Applications").symlink_to("/Applications")
    image = out / f"inkling-desk-{version}-macos-{machine}.dmg"
    words = ["hdiutil", "create", "-volname", "Inkling", "-srcfolder", str(content), "-ov", "-format", "UDZO"]
    subprocess.run([*words, str(image)], check=True)
    return image
