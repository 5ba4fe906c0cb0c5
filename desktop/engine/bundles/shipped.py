"""The models that come with the desk: they were tried before they were shipped, and need no trial here."""

import os
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

# `Bundle.fingerprint` of each; tests/engine/test_shipped_models.py says when one is to be renewed. A model
# that was put in their place is tried like any other.
FINGERPRINTS = frozenset(
    {
        "0853b38a2f777c712e530181130df4886500999d7110ea2e49925b4679099d0f",  # Chinese
        "d04acfbdff028817dd83a3d6b1261b4270e360447ca10ad715a39d8098ee574f",  # English
    }
)


def is_shipped(bundle: Bundle) -> bool:
    """Whether a model is one of them, by its place and by its contents."""
    place = Path(os.path.realpath(resources_folder() / "models"))
    return bundle.fingerprint in FINGERPRINTS and Path(os.path.realpath(bundle.folder)).parent == place
