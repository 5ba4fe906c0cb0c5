"""What is kept of an export's choices."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.editor.exchange.export_choices import FORMATS, ExportChoices


@given(
    st.builds(
        ExportChoices,
        format=st.sampled_from(FORMATS),
        title=st.just(""),
        author=st.text(),
        language=st.text(),
        title_page=st.booleans(),
        manuscript=st.booleans(),
        font=st.sampled_from(("times", "courier")),
        paper=st.sampled_from(("", "a4", "letter")),
        contact=st.text(),
    )
)
def test_choices_come_back(choices: ExportChoices) -> None:
    assert ExportChoices.of(choices.kept()) == choices


def test_nonsense_and_the_title_of_another_text_do_not() -> None:
    kept = {"format": "exe", "font": "comic", "title": "Another", "title_page": "maybe", "odd": "1"}
    assert ExportChoices.of(kept) == ExportChoices()


def test_a_format_without_pages_is_no_manuscript() -> None:
    assert ExportChoices("docx", manuscript=True).options.manuscript
    assert not ExportChoices("epub", manuscript=True).options.manuscript
