"""The models that come with the desk: they were tried before they were shipped, and need no trial here."""

import os
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

# `Bundle.fingerprint` of each; tests/engine/test_shipped_models.py says when one is to be renewed. A model
# that was put in their place is tried like any other.
FINGERPRINTS = frozenset(
    {
        "82d8bdd2efdf267929e6ffdd13c9b15545b8b1f311f0a3cba73f994717bbc0b0",  # Chinese
        "baedef4aa7edd855781b5d1647aaba029bd8f1555cf2b88235423c24ccb7121a",  # English
    }
)


def is_shipped(bundle: Bundle) -> bool:
    """Whether a model is one of them, by its place and by its contents."""
    place = Path(os.path.realpath(resources_folder() / "models"))
    return bundle.fingerprint in FINGERPRINTS and Path(os.path.realpath(bundle.folder)).parent == place
