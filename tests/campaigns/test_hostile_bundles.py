"""A small part of the campaign; `python -m tests.campaigns.hostile_bundles` goes on from here."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.campaigns.hostile.runner import ENDED, HUNG, TRACEBACK, run
from tests.campaigns.hostile_bundles import failures, make_bundles

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the trials need fork and limits")


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_bundles(tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize(("kind", "count"), [("config", 2000), ("tokenizer", 400), ("graph", 60)])
def test_each_hostile_bundle_ends_in_a_sentence_or_a_sound_model(
    kind: str, count: int, bundles: list[Path]
) -> None:
    result = run(kind, bundles, range(count), limit=120)
    assert not result.tracebacks
    assert failures(kind, result) == 0
    assert result.counts.total() == count


def test_the_campaign_notices_what_must_not_be(bundles: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.campaigns.hostile.trials.Trials.config", misbehave)
    result = run("config", bundles, range(6), limit=0.5)
    assert +result.counts == {"sound": 2, "refused": 1, TRACEBACK: 1, ENDED: 1, HUNG: 1}
    assert result.seeds == {ENDED: [3], HUNG: [4]}
    assert "ZeroDivisionError" in result.tracebacks[0]
    assert failures("config", result) == 3


def misbehave(trials: object, seed: int) -> str:
    if seed == 2:
        raise ZeroDivisionError
    if seed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if seed == 4:
        time.sleep(60)
    return "refused" if seed == 1 else "sound"
