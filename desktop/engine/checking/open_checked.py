"""Opens a bundle that may come from anyone: only after it was tried in a process of its own.

A model that is shipped with the desk, or was found sound before and has not changed, is opened at once.
"""

from collections.abc import Collection
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_config import KINDS
from desktop.engine.bundles.shipped import is_shipped


def open_checked(folder: Path, kinds: Collection[str] = KINDS) -> Bundle:
    """Open a bundle whose model this process may then load.

    Args:
        folder: The bundle.
        kinds: The kinds of model that will do.

    Raises:
        BundleError: It cannot be used; the message says why.
    """
    bundle = Bundle.read(folder, kinds)
    if not is_shipped(bundle):
        _check(bundle)
    bundle.check_files()
    return bundle


def _check(bundle: Bundle) -> None:
    # Imported here, since they take a while, and most who write never choose another model.
    from desktop.engine.checking.check_apart import check_apart
    from desktop.engine.checking.sound_models import is_known_sound, remember_sound

    if not is_known_sound(bundle):
        check_apart(bundle)
        remember_sound(bundle)
