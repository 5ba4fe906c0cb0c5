"""The models that come with the desk: they were tried before they were shipped, and need no trial here."""

import os
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

# `Bundle.fingerprint` of each; tests/engine/test_shipped_models.py says when one is to be renewed. A model
# that was put in their place is tried like any other.
FINGERPRINTS = frozenset(
    {
        "dec355d3f2ab3a9beddd776f0dcf366072eba2e2453abc3db0ed35b19c97c2ec",  # Chinese
        "3d4dd33acbc9c5317a7bee44ad7c480d44b2000384f579309f2aa8be41435b9a",  # English
    }
)


def is_shipped(bundle: Bundle) -> bool:
    """Whether a model is one of them, by its place and by its contents."""
    place = Path(os.path.realpath(resources_folder() / "models"))
    return bundle.fingerprint in FINGERPRINTS and Path(os.path.realpath(bundle.folder)).parent == place
