"""A run of TensorFlow that the other backends are held against."""

import pytest

from tests.trainer.backends.steps import SETTINGS
from trainer.fit_commands import fit_command


@pytest.fixture(scope="package")
def on_tensorflow(tmp_path_factory, corpus):
    """The folder of a run with one tower."""
    out = tmp_path_factory.mktemp("tensorflow") / "run"
    fit_command([corpus], out, [], [], None, [*SETTINGS, "training.towers=1"], None, resume=False)
    return out
