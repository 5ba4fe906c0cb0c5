"""Annotations of texts that are moved, parted or joined: they go where their words go."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.engine.annotations.anchoring import find_again, likeliest
from desktop.engine.annotations.annotation import Anchor, Annotation, merged
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.errors import AnnotationError


def move_annotations(old: Path, new: Path) -> None:
    """Take a text's annotations along, as the text itself is renamed or moved by the desk.

    Args:
        old: Where the text was.
        new: Where it is now.

    Raises:
        AnnotationError: They could not be taken along, and are where they were.
    """
    former, later = AnnotationFile(old), AnnotationFile(new)
    kept = former.read()
    if kept.annotations:
        later.write(merged(later.read().annotations, kept.annotations))
        former.write(())


def carry_annotations(sources: Sequence[Path], texts: Mapping[Path, str]) -> None:
    """Let annotations follow their words, as a text is parted in two or two are joined to one.

    What is found in none of the texts stays with the first of them, as one that has lost its place.

    Args:
        sources: The texts whose annotations are to be shared out anew, as they were before.
        texts: The texts as they are now, in their order; a source that is none of them is there no more.

    Raises:
        AnnotationError: Some could not be carried; none is lost.
    """
    shares: dict[Path, list[Annotation]] = {path: [] for path in texts}
    first = next(iter(texts))
    for source in sources:
        for one in AnnotationFile(source).read().annotations:
            path, anchor = _new_place(one, source, texts) or (source if source in texts else first, None)
            shares[path].append(one.at(anchor) if anchor else one)
    for path, share in shares.items():
        AnnotationFile(path).write(share)
    for source in sources:
        if source not in texts:
            AnnotationFile(source).write(())


def _new_place(one: Annotation, source: Path, texts: Mapping[Path, str]) -> tuple[Path, Anchor] | None:
    """In which of some texts an annotation of another one belongs, and where."""
    found = [
        (place[0], path == source, path, place[1])
        for path, text in texts.items()
        if (place := likeliest(text, one.anchor))
    ]
    if found:
        _, _, path, anchor = max(found, key=lambda place: place[:2])
        return path, anchor
    again = ((path, find_again(text, one)) for path, text in texts.items())
    return next(((path, place) for path, place in again if place), None)


def has_strays(text: Path) -> bool:
    """Whether there are annotations beside a text whose own text is gone."""
    return bool(AnnotationFile.strays(text.parent))


def stray_annotations(text: Path, words: str) -> AnnotationFile | None:
    """The annotations of a text that is gone, if they are of this one: another program has renamed it.

    Args:
        text: A text that has no annotations.
        words: What it says.
    """
    for gone in AnnotationFile.strays(text.parent):
        try:
            annotations = AnnotationFile(gone).look()
        except AnnotationError:
            continue
        found = sum(find_again(words, one) is not None for one in annotations)
        if found * 2 > len(annotations):
            return AnnotationFile(gone)
    return None
