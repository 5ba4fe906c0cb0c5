"""The models that come with the desk: they were tried before they were shipped, and need no trial here."""

import os
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

# `Bundle.fingerprint` of each; tests/engine/test_shipped_models.py says when one is to be renewed. A model
# that was put in their place is tried like any other.
FINGERPRINTS = frozenset(
    {
        "ef34242c0231adef6b93ea2c30f80a06df32958f1f79b3701be1f1fc46531eb1",  # Chinese
        "baedef4aa7edd855781b5d1647aaba029bd8f1555cf2b88235423c24ccb7121a",  # English
    }
)


def is_shipped(bundle: Bundle) -> bool:
    """Whether a model is one of them, by its place and by its contents."""
    place = Path(os.path.realpath(resources_folder() / "models"))
    return bundle.fingerprint in FINGERPRINTS and Path(os.path.realpath(bundle.folder)).parent == place
