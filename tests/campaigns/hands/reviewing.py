"""What hands do in the margin and beside the text: comments, bookmarks, a second view."""

from tests.campaigns.hands.base import Body, FoundError


class Reviewing(Body):
    """The steps that leave a text as it is, and what must be true of it after every step."""

    def annotate(self, what: str) -> None:
        """Make a comment or a bookmark at the cursor, or delete the first one there is."""
        margin = self.sheet.window.margin
        if what == "bookmark":
            margin.toggle_bookmark()
        elif what == "comment":
            place = margin._place(self.sheet.page.textCursor())
            if place:
                margin.annotations.comment(*place, "Is it so?")
        elif margin.annotations.marks:
            margin.annotations.delete(margin.annotations.marks[0].id)

    def split(self) -> None:
        """Open a second view of the same text, or close it."""
        self.sheet.window.split.turn()

    def check(self) -> None:
        """Places are in the text, and both views are alike."""
        super().check()
        for sheet in self.sheets:
            document = sheet.page.document()
            last = document.characterCount() - 1
            for mark in sheet.window.margin.annotations.placed:
                if not 0 <= mark.start <= mark.end <= last:
                    raise FoundError(f"a mark is at {mark.start} to {mark.end}, the text ends at {last}")
            view = sheet.window.split.view
            if view and view.page.document().toRawText() != document.toRawText():
                raise FoundError("the second view shows another text")
