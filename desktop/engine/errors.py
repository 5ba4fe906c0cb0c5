"""Every error the desk raises on purpose.

    InklingError
    ├── BundleError                 a model folder that cannot be used
    │   ├── BundleMissingError      it, or a file it needs, is not there
    │   ├── BundleVersionError      made for another version of Inkling
    │   └── BundleDamagedError      altered, malformed, or not giving the answers it was shipped with
    ├── ProviderError               a compute provider that does not exist was asked for
    └── DocumentError               a document that cannot be read or written
        └── DocumentLockedError     another running desk has it open

Each message is one sentence that tells the reader what to do.
"""


class InklingError(Exception):
    """Base of every error that the desk raises on purpose; its text is fit to be shown as it is."""


class BundleError(InklingError):
    """A model bundle that cannot be used."""


class BundleMissingError(BundleError):
    """The bundle's folder, or a file that it needs, is not there."""


class BundleVersionError(BundleError):
    """The bundle's format or kind is not one that this version of Inkling reads."""


class BundleDamagedError(BundleError):
    """The bundle was altered, is malformed, or does not give the answers it was shipped with."""


class ProviderError(InklingError):
    """A compute provider that does not exist was asked for."""


class DocumentError(InklingError):
    """A document that cannot be read or written."""


class DocumentLockedError(DocumentError):
    """Another running desk has the document open."""
