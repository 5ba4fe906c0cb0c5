"""The models that come with the desk: they were tried before they were shipped, and need no trial here."""

import os
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

# `Bundle.fingerprint` of each; tests/engine/test_shipped_models.py says when one is to be renewed. A model
# that was put in their place is tried like any other.
FINGERPRINTS = frozenset(
    {
        "aa7433eaaca8142c55bcb4c79117dbbdc86362d8ed9eea52b58cf2e58ddfdd32",  # Chinese
        "d04acfbdff028817dd83a3d6b1261b4270e360447ca10ad715a39d8098ee574f",  # English
    }
)


def is_shipped(bundle: Bundle) -> bool:
    """Whether a model is one of them, by its place and by its contents."""
    place = Path(os.path.realpath(resources_folder() / "models"))
    return bundle.fingerprint in FINGERPRINTS and Path(os.path.realpath(bundle.folder)).parent == place
