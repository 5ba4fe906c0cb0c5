"""Addresses of the web and of mail, in which nothing is suggested and nothing put right."""

import re

# Nobody types a longer one.
_TAIL = 600
# What stands between white space and looks like an address of the web or of mail, finished or not.
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:/|www\.|[\w.+-]*\w@[\w.-]*$|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE
)


def is_in_address(left: str) -> bool:
    """Whether the cursor stands in an address, such as `https://exa` or `anna@exa`."""
    if not left or left[-1].isspace():
        return False
    return _ADDRESS.match(left[-_TAIL:].split()[-1].lstrip("<([{\"'\u201c\u2018")) is not None
