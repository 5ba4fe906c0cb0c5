"""What the desk is shipped with: which files, and the step that puts them into a wheel.

pyproject.toml names that step; it is loaded alone, so this module imports nothing else of the project.
"""

from pathlib import Path

from setuptools.command.build_py import build_py

# Relative to `resources`. Catalogues are shipped compiled only.
_SHIPPED = ("dictionaries/*", "icons/*", "models/*/*", "samples/*", "translations/*.qm")


def shipped_resources(resources: Path) -> list[Path]:
    """The files under `resources` that the desk needs when it runs, relative to it, sorted."""
    found = (path for pattern in _SHIPPED for path in resources.glob(pattern))
    return sorted(path.relative_to(resources) for path in found if path.is_file())


class BuildWithResources(build_py):
    """Builds Python code as always, and copies the shipped files into the package `desktop`.

    In a source tree they lie beside it; `desktop.engine.folders` looks in both places.
    """

    def run(self) -> None:
        """Build into `build_lib`; an editable install uses the source tree as it is."""
        super().run()
        if self.editable_mode:
            return
        for source, target in self._resources():
            self.mkpath(str(target.parent))
            self.copy_file(str(source), str(target), preserve_mode=False)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """The files that `run` makes."""
        targets = [] if self.editable_mode else [str(target) for _, target in self._resources()]
        return [*super().get_outputs(include_bytecode), *targets]

    def _resources(self) -> list[tuple[Path, Path]]:
        resources = Path("resources")
        package = Path(self.build_lib, "desktop", "resources")
        return [(resources / file, package / file) for file in shipped_resources(resources)]
