"""Title and author as a word processor's document has them: paragraphs before all others."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.books.prose.book import Block, Heading, Paragraph, plain


@dataclass(frozen=True)
class Front(Paragraph):
    """A paragraph of the title page, or what looks like one; `role` is "title" or "author"."""

    role: str = ""


def without_front(blocks: Iterable[Block]) -> tuple[list[Block], str, str]:
    """The blocks of the text itself, and the title and the author that stand before them."""
    titles: list[str] = []
    authors: list[str] = []
    said: list[Block] = []
    for block in blocks:
        if not isinstance(block, Front):
            if said or not _is_empty(block):
                said.append(block)
        elif not said:
            (titles if block.role == "title" else authors).append(plain(block.spans))
        elif block.role == "title":
            # Farther down it is a title in the text.
            said.append(Heading(1, block.spans))
        else:
            said.append(Paragraph(block.spans))
    return said, " ".join(titles), ", ".join(authors)


def _is_empty(block: Block) -> bool:
    return isinstance(block, (Heading, Paragraph)) and all(
        span.note is None and not span.text.strip() for span in block.spans
    )
