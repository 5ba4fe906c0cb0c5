from hypothesis import given, settings

from desktop.engine.prose.book import Block, Book, Heading, Paragraph, SceneBreak, Span
from desktop.engine.prose.left_out import LeftOut
from desktop.engine.prose.markdown_reading import read_markdown
from desktop.engine.prose.markdown_writing import markdown
from tests.engine.prose.blocks import blocks


def read(text: str) -> tuple[Block, ...]:
    return read_markdown(text, LeftOut()).blocks


@given(blocks())
@settings(max_examples=100)
def test_what_is_written_reads_back_the_same(given_blocks: tuple[Block, ...]) -> None:
    text = markdown(Book(given_blocks))
    assert read(text) == given_blocks, text
