"""What a file is beside its contents: whose it is, who may read it, and what else was noted of it."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ACCESS_LIST = "system.posix_acl_access"
_NO_ATTRIBUTES = {errno.ENOTSUP, errno.ENOSYS, getattr(errno, "EOPNOTSUPP", 0)}


@dataclass(frozen=True)
class FileFacts:
    """A file's owner and rights.

    Attributes:
        mode: Permission bits.
        owner: The user's number.
        group: The group's number.
        attributes: Extended attributes, among which Linux has access lists; None for one that cannot be read.
    """

    mode: int
    owner: int
    group: int
    attributes: Mapping[str, bytes | None]

    @classmethod
    def of(cls, file: Path | int) -> "FileFacts":
        """The facts of a file, or of an open one.

        Raises:
            OSError: There is none.
        """
        facts = os.fstat(file) if isinstance(file, int) else file.stat()
        return cls(stat.S_IMODE(facts.st_mode), facts.st_uid, facts.st_gid, _attributes_of(file))

    def give_to(self, handle: int) -> bool:
        """Make a private open file's facts these, as far as the writer may. Says whether they are now.

        It stays private until its owner and attributes are right; a kill leaves nothing that could be read by
        somebody who cannot read the other file.
        """
        if not hasattr(os, "fchown"):
            return True
        now = FileFacts.of(handle)
        if (now.owner, now.group) != (self.owner, self.group):
            try:
                os.fchown(handle, self.owner, self.group)
            except OSError:
                return False
        # A folder's default access list has come with the new file, and may say more than the old file's own.
        for name in now.attributes.keys() - self.attributes.keys():
            with contextlib.suppress(OSError):
                os.removexattr(handle, name)
        for name, value in sorted(self.attributes.items(), key=lambda item: item[0] == ACCESS_LIST):
            if value is not None and now.attributes.get(name) != value:
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, value)
        with contextlib.suppress(OSError):
            os.fchmod(handle, self.mode)
        return FileFacts.of(handle) == self


def rights_as_of(mode: int, group: int, sources: Iterable[Path | FileFacts]) -> int:
    """The rights of a new file with the words of others: nobody can read it who cannot read all of those.

    Args:
        mode: What any new file may have there.
        group: The number of the new file's group.
        sources: The files that the words are from, or what was known of one; one that is gone says nothing.

    Returns:
        Permission bits; those of its owner stay.
    """
    for source in sources:
        try:
            facts = source if isinstance(source, FileFacts) else FileFacts.of(source)
        except OSError:
            continue
        of_group, of_others = facts.mode >> 3 & 0o7, facts.mode & 0o7
        of_others &= of_group
        # With an access list these bits are the most of many; to another group its members are others.
        if facts.group != group or ACCESS_LIST in facts.attributes:
            of_group = of_others
        mode &= stat.S_IRWXU | of_group << 3 | of_others
    return mode


def _attributes_of(file: Path | int) -> dict[str, bytes | None]:
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = os.listxattr(file)
    except OSError as error:
        if error.errno in _NO_ATTRIBUTES:
            return {}
        raise
    found: dict[str, bytes | None] = {}
    for name in names:
        try:
            found[name] = os.getxattr(file, name)
        except OSError as error:
            if error.errno != errno.ENODATA:
                found[name] = None
    return found
