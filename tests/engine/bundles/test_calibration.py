import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.bundles.calibration import Calibration
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.errors import BundleDamagedError, DocumentError
from desktop.engine.measuring.calibrating import Point, measure_curve, rising
from tests.engine.tiny_story import STORY

CURVE = Calibration(((0.1, 0.2), (0.3, 0.5), (0.8, 0.9)))
_rising = st.lists(st.floats(0.01, 0.99), min_size=2, max_size=6, unique=True).map(sorted)


@pytest.mark.parametrize(
    ("share", "probability"), [(0.2, 0.1), (0.35, 0.2), (0.1, 0.05), (0.95, 0.9), (1.0, 1.0), (0.0, 0.0)]
)
def test_a_share_is_reached_from_the_probability_on_that_the_curve_tells(
    share: float, probability: float
) -> None:
    assert CURVE.probability(share) == pytest.approx(probability)


@given(st.floats(0, 1))
def test_without_a_curve_a_share_is_a_probability(share: float) -> None:
    assert Calibration().probability(share) == pytest.approx(share)


@given(_rising, _rising, st.floats(0, 1), st.floats(0, 1))
def test_more_precision_never_asks_for_less(
    ps: list[float], shares: list[float], one: float, other: float
) -> None:
    points = min(len(ps), len(shares))
    calibration = Calibration(tuple(zip(ps[:points], shares[:points], strict=True)))
    low, high = sorted((one, other))
    assert 0.0 <= calibration.probability(low) <= calibration.probability(high) <= 1.0


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"precision": {}},
        {"precision": [[0.1]]},
        {"precision": [[0.1, "0.2"]]},
        {"precision": [[0.1, float("nan")]]},
        {"precision": [[0.3, 0.2], [0.1, 0.4]]},
        {"precision": [[0.1, 0.4], [0.3, 0.4]]},
        {"precision": [[True, 0.4]]},
        {"precision": [[0.1, 1.5]]},
        {"bits_per_letter": "2"},
        {"bits_per_letter": -1},
        {"bits_per_letter": float("inf")},
        {"memory": []},
        {"memory": {"bias": "-5"}},
        {"memory": {"share": 1.5}},
        {"memory": {"known": True}},
        {"memory": {"slope": float("nan")}},
    ],
)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="calibration"):
        Calibration.from_dict(data)


def test_a_bundle_says_so_in_its_config(stream_bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(stream_bundle, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"calibration": {"precision": [[0.01, 0.95]]}}))
    sure, plain = Engine.load(folder), Engine.load(stream_bundle)
    left = "It was late when she opened the"
    assert plain.suggest(left, "", SuggestSettings(precision=0.95)) == []
    assert sure.suggest(left, "", SuggestSettings(precision=0.95))
    (folder / "config.json").write_text(json.dumps(config | {"calibration": {"precision": [[0.9, 2]]}}))
    with pytest.raises(BundleDamagedError):
        Engine.load(folder)


def test_the_curve_is_measured_with_the_bundles_own_laid_aside(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    engine.calibration = Calibration(((0.01, 0.9),))
    points = measure_curve(engine, [STORY], 60, 1, lambda step: None)
    assert engine.calibration == Calibration()
    assert points[0].ghosts > points[-1].ghosts > 0
    assert points[-1].right > points[0].right
    with pytest.raises(DocumentError):
        measure_curve(engine, ["..."], 60, 1, lambda step: None)


def test_a_curve_keeps_the_points_that_rise_and_that_many_ghosts_have_made() -> None:
    measured = [
        (0.1, 900, 0.2),
        (0.2, 500, 0.19),
        (0.3, 400, 0.45),
        (0.5, 49, 0.6),
        (0.7, 60, 1.0),
        (0.9, 55, 0.8),
    ]
    points = [Point(probability, ghosts, right, 0.0) for probability, ghosts, right in measured]
    assert rising(points) == [(0.1, 0.2), (0.3, 0.45), (0.9, 0.8)]
