"""What the writer chose for a text that was exported, and chooses again the next time."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Self

from desktop.books.exporting.layout import FONTS, PAPERS, ExportOptions

FORMATS = ("docx", "odt", "epub", "html", "md", "txt", "pdf")
# Those that have pages, and so may be a manuscript.
PAGED = ("docx", "odt", "pdf")


@dataclass(frozen=True)
class ExportChoices:
    """The choices of the export dialog.

    Attributes:
        format: One of `FORMATS`.
        title: Of this text alone; it is not kept for others.
        author: Its author.
        language: A code such as "en" or "zh-CN"; empty to let the text say.
        title_page: Whether there is a title page.
        manuscript: Standard manuscript format instead of a book's looks.
        font: Of a manuscript, one of `FONTS`.
        paper: One of `PAPERS`; empty for what is usual.
        contact: Lines for a manuscript's title page.
    """

    format: str = "docx"
    title: str = ""
    author: str = ""
    language: str = ""
    title_page: bool = True
    manuscript: bool = False
    font: str = "times"
    paper: str = ""
    contact: str = ""

    @property
    def options(self) -> ExportOptions:
        """The same for `desktop.books`."""
        return ExportOptions(
            self.title.strip(),
            self.author.strip(),
            self.language.strip(),
            self.manuscript and self.format in PAGED,
            self.font,
            self.paper,
            self.contact,
            self.title_page,
        )

    def printed(self, paper: str, title: str) -> ExportOptions:
        """The same for a printer with some paper, one of `PAPERS`; a text without a title has this one."""
        return replace(self, format="pdf", paper=paper, title=self.title or title).options

    def kept(self) -> dict[str, str]:
        """What the settings keep."""
        return {name: str(value) for name, value in asdict(self).items() if name != "title"}

    @classmethod
    def of(cls, kept: dict[str, str]) -> Self:
        """What the settings have kept; what makes no sense there is as it is at first."""
        known = {
            "format": FORMATS,
            "font": tuple(FONTS),
            "paper": ("", *PAPERS),
            "title_page": ("True", "False"),
            "manuscript": ("True", "False"),
        }
        found: dict[str, str | bool] = {}
        for one in fields(cls):
            value = kept.get(one.name)
            if one.name == "title" or value is None or value not in known.get(one.name, (value,)):
                continue
            found[one.name] = value == "True" if isinstance(one.default, bool) else value
        return cls(**found)  # type: ignore[arg-type]  # each has the type of its field
