"""The sample story, which breaks off, for trying out what the desk can do with a text."""

from desktop.engine.folders import resources_folder


def sample_story(language: str) -> str:
    """Return the sample story in a language, by its catalogue's name; in English where there is no other."""
    folder = resources_folder() / "samples"
    file = folder / f"{language}.txt"
    if not file.is_file():
        file = folder / "en.txt"
    return file.read_text(encoding="utf-8").rstrip("\n")
