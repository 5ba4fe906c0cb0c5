"""Blocks of all kinds for tests with many inputs."""

from hypothesis import strategies as st

from desktop.books.prose.book import Block, Heading, Paragraph, SceneBreak, Span, Spans
from desktop.books.prose.tidying import tidied

# Letters that mean something to Markdown or to XML, or that programs like to lose.
_LETTERS = st.sampled_from(
    [
        *"aB1 é.,;:!?-*_`~#>[]()<&=+^|\\\"'$",
        "“",
        "”",
        "\u2019",
        "—",
        "…",
        "字",
        "。",
        "，",
        "\u00a0",
        "\u3000",
        "😀",
        "e\u0301",
    ]
)
_TEXTS = st.lists(_LETTERS, min_size=1, max_size=12).map("".join)
_BROKEN = st.tuples(_TEXTS, _TEXTS).map("\n".join)


def spans(notes: bool = True, texts: st.SearchStrategy[str] = _TEXTS | _BROKEN) -> st.SearchStrategy[Spans]:
    """Spans with all that a span may be."""
    words = st.builds(
        Span,
        texts,
        emphasis=st.booleans(),
        strong=st.sampled_from([False, False, True]),
        link=st.sampled_from(["", "", "", "https://example.org/a_b"]),
    )
    code = st.builds(Span, st.sampled_from(["x", "a`b", "`"]), code=st.just(True))
    note = st.builds(
        lambda inner: Span("", note=tidied([Paragraph(inner)]) or (Paragraph((Span("n"),)),)),
        st.tuples(st.builds(Span, _TEXTS, emphasis=st.booleans())),
    )
    return st.lists(words | code | note if notes else words, min_size=1, max_size=5).map(tuple)


def blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks as a book has them."""
    block = (
        st.builds(Paragraph, spans(), st.booleans())
        | st.builds(Heading, st.integers(1, 6), spans(texts=_TEXTS))
        | st.just(SceneBreak())
        | st.just(Paragraph((Span("  x\n\ty  z\n ``` ", code=True),)))
    )
    return st.lists(block, max_size=4).map(tidied)
