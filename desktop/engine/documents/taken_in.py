"""What becomes of a text that goes on a page: pasted, dropped, or composed by an input method."""

import re

# Whatever some program or other means by it, on a page of plain text it ends a line.
_LINE_END = "\r\v\x85\u2028\u2029\ufdd0\ufdd1"
# A file with a NUL opens nowhere as text, and other control characters mean nothing on a page. Half a
# character beyond the BMP (a lone surrogate) cannot be written in any encoding.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ODD = re.compile("[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0\ufdd1]")
_LINE_ENDS = re.compile(f"\r\n|[{_LINE_END}]")


def taken_in(text: str) -> str:
    """Return a text as the page takes it in: newlines, tabs, form feeds, and characters that can be saved."""
    if not _ODD.search(text):
        return text  # as nearly always
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", text))
