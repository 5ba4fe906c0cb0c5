"""A model that may come from anyone is tried in a process of its own; whatever it does is one sentence."""

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from desktop import cli
from desktop.engine.bundles.bundle import Bundle
from desktop.engine.checking import check_apart as module
from desktop.engine.checking import sound_models
from desktop.engine.checking.check_apart import check_apart
from desktop.engine.checking.open_checked import open_checked
from desktop.engine.engine import Engine
from desktop.engine.errors import BundleDamagedError, BundleError, BundleUnsafeError
from desktop.engine.folders import cache_folder, resources_folder
from desktop.engine.mood.mood_model import MoodModel
from tests.engine.mood_bundle import make_mood_bundle
from tests.engine.tiny_bundle import make_window_bundle, rehash, rewrite_config

ABORT = [sys.executable, "-c", "import os; os.abort()"]
LIE = [
    sys.executable,
    "-c",
    'import pathlib, sys; pathlib.Path(sys.argv[-1]).write_text(\'{"kind": "int"}\')',
]
HANG = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_models, "_found_here", set())
    for maker in ("tiny_bundle", "mood_bundle"):
        monkeypatch.setattr(f"tests.engine.{maker}.know_sound", lambda bundle: None)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return make_window_bundle(tmp_path / "bundle")


def start_instead(monkeypatch: pytest.MonkeyPatch, program: list[str]) -> None:
    monkeypatch.setattr(module, "this_program", lambda: program)


def change_graph(folder: Path, name: str, change: Callable[[onnx.ModelProto], None]) -> None:
    graph = onnx.load(folder / name)
    change(graph)
    onnx.save(graph, folder / name)
    rehash(folder)


def put_behind(graph: onnx.ModelProto, output: str, *nodes: onnx.NodeProto) -> None:
    """Let nodes that take `inner` give the output."""
    for node in graph.graph.node:
        for place, name in enumerate(node.output):
            if name == output:
                node.output[place] = "inner"
    graph.graph.node.extend(nodes)


@pytest.mark.parametrize("kind", ["stream", "words", "moods"])
def test_sound_models_of_all_kinds_pass(
    kind: str, stream_bundle: Path, word_bundle: Path, tmp_path: Path
) -> None:
    folders = {"stream": stream_bundle, "words": word_bundle}
    check_apart(Bundle.read(folders.get(kind) or make_mood_bundle(tmp_path / "moods")))


def test_what_is_wrong_is_told_as_ever(bundle: Path) -> None:
    rewrite_config(
        bundle, golden=[json.loads((bundle / "config.json").read_text())["golden"][0] | {"left": "x"}]
    )
    with pytest.raises(BundleDamagedError, match="splits a sample text differently") as caught:
        check_apart(Bundle.read(bundle))
    # With the sentence inside the sentence, for other languages.
    assert "reason" in caught.value.sentence.values
    assert str(caught.value.sentence.values["folder"]) == str(bundle)


def test_a_model_that_is_exchanged_before_its_trial_is_told(bundle: Path) -> None:
    read = Bundle.read(bundle)
    rewrite_config(bundle, name="Another model")
    with pytest.raises(BundleDamagedError, match=r"config\.json does not match"):
        check_apart(read)


def test_a_process_that_ends_is_told(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in (ABORT, LIE):
        start_instead(monkeypatch, program)
        with pytest.raises(BundleUnsafeError, match="ended the process that tried it; choose another model"):
            open_checked(bundle)


def test_a_process_that_hangs_is_ended(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_instead(monkeypatch, HANG)
    with pytest.raises(BundleUnsafeError, match="takes longer to try than a model may"):
        check_apart(Bundle.read(bundle), seconds=0.2)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on addresses")
def test_a_graph_that_asks_for_all_memory_is_told(bundle: Path) -> None:
    def change(graph: onnx.ModelProto) -> None:
        vast = numpy_helper.from_array(np.array([160_000, 160_000], np.int64), "vast")
        graph.graph.initializer.extend([numpy_helper.from_array(np.zeros(1, np.float32), "zero"), vast])
        put_behind(
            graph,
            "probabilities",
            helper.make_node("Expand", ["zero", "vast"], ["much"]),
            helper.make_node("ReduceMax", ["much"], ["nothing"], keepdims=0),
            helper.make_node("Add", ["inner", "nothing"], ["probabilities"]),
        )

    change_graph(bundle, "predict.onnx", change)
    with pytest.raises(BundleError, match=r"choose another model|install the model again"):
        Engine.load(bundle)


def test_a_graph_that_never_ends_is_told_before_it_runs(bundle: Path) -> None:
    def change(graph: onnx.ModelProto) -> None:
        body = helper.make_graph([], "body", [], [])
        put_behind(graph, "probabilities", helper.make_node("Loop", ["", ""], ["probabilities"], body=body))

    change_graph(bundle, "predict.onnx", change)
    with pytest.raises(
        BundleDamagedError, match=r"predict\.onnx cannot be run \(.*; install the model again"
    ):
        Engine.load(bundle)


def test_a_graph_that_says_words_is_told(bundle: Path) -> None:
    def change(graph: onnx.ModelProto) -> None:
        put_behind(graph, "probabilities", helper.make_node("Cast", ["inner"], ["probabilities"], to=8))
        graph.graph.output[0].type.tensor_type.elem_type = 8

    change_graph(bundle, "predict.onnx", change)
    with pytest.raises(BundleDamagedError, match="output `probabilities` is not of size"):
        Engine.load(bundle)


def test_a_rule_that_runs_away_is_told(bundle: Path) -> None:
    path = bundle / "tokenizer.json"
    tokenizer = json.loads(path.read_text())
    tokenizer["pre_tokenizer"]["pattern"] = {"Regex": "(a+)+$"}
    path.write_text(json.dumps(tokenizer))
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match="is no tokenizer that this Inkling can read"):
        Engine.load(bundle)


def test_a_mood_model_is_tried_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_instead(monkeypatch, ABORT)
    with pytest.raises(BundleUnsafeError, match="ended the process"):
        MoodModel.load(make_mood_bundle(tmp_path / "moods"))


def test_what_was_found_sound_is_not_tried_again(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_checked(bundle)
    start_instead(monkeypatch, ABORT)
    open_checked(bundle)
    monkeypatch.setattr(sound_models, "_found_here", set())  # as in a later run
    open_checked(bundle)
    copy = Path(shutil.copytree(bundle, bundle.with_name("copy")))
    open_checked(copy)
    rewrite_config(copy, description="Another one.")
    with pytest.raises(BundleUnsafeError):
        open_checked(copy)


def test_what_was_found_sound_is_not_altered_since(bundle: Path) -> None:
    open_checked(bundle)
    with (bundle / "predict.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(BundleDamagedError, match="does not match its checksum"):
        open_checked(bundle)


def test_another_version_of_what_runs_it_tries_it_again(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_checked(bundle)
    start_instead(monkeypatch, ABORT)
    monkeypatch.setattr(sound_models, "_version", lambda package: "99")
    with pytest.raises(BundleUnsafeError):
        open_checked(bundle)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_what_is_remembered_is_private_and_trusted_only_then(bundle: Path, monkeypatch) -> None:
    open_checked(bundle)
    path = cache_folder() / sound_models.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    monkeypatch.setattr(sound_models, "_found_here", set())
    start_instead(monkeypatch, ABORT)
    path.chmod(0o666)
    with pytest.raises(BundleUnsafeError):
        open_checked(bundle)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{}", b"", b"[1, [2]]", b"\xff"])
def test_a_damaged_memory_is_no_harm(bundle: Path, content: bytes) -> None:
    cache_folder().mkdir(parents=True)
    (cache_folder() / sound_models.FILE).write_bytes(content)
    open_checked(bundle)


def test_shipped_models_are_not_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    start_instead(monkeypatch, ABORT)
    for name in ("english", "chinese"):
        open_checked(resources_folder() / "models" / name)
    copy = shutil.copytree(resources_folder() / "models" / "chinese", tmp_path / "chinese")
    with pytest.raises(BundleUnsafeError):
        open_checked(Path(copy))


def test_a_model_in_a_shipped_ones_place_is_tried(bundle: Path, tmp_path: Path, monkeypatch) -> None:
    place = tmp_path / "resources" / "models"
    place.mkdir(parents=True)
    shutil.move(bundle, place / "english")
    monkeypatch.setattr("desktop.engine.bundles.shipped.resources_folder", lambda: place.parent)
    start_instead(monkeypatch, ABORT)
    with pytest.raises(BundleUnsafeError):
        open_checked(place / "english")


def test_nothing_is_imported_from_the_current_folder(bundle: Path, tmp_path: Path, monkeypatch) -> None:
    for package in ("numpy", "desktop", "json"):
        (tmp_path / f"{package}.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    check_apart(Bundle.read(bundle))


@pytest.mark.skipif(os.name != "posix", reason="other systems have other names")
def test_any_name_of_a_folder_will_do(bundle: Path, tmp_path: Path) -> None:
    odd = bundle.rename(tmp_path / os.fsdecode(b"-- \xff\n\x1b[31m"))
    check_apart(Bundle.read(odd))
    (odd / "predict.onnx").write_bytes(b"x")
    with pytest.raises(BundleDamagedError) as caught:
        check_apart(Bundle.read(odd))
    assert str(caught.value).isprintable()


@pytest.mark.skipif(os.name != "posix", reason="other systems have other names")
def test_no_control_code_reaches_the_terminal(bundle: Path, tmp_path: Path, capfd) -> None:
    odd = bundle.rename(tmp_path / "\x1b]0;title\x07")
    rewrite_config(odd, name="\x1b[2Jevil\x9b", vocabulary_size="\x1b[31m")
    for command in (
        ["suggest", "Once upon a", "--model", str(odd)],
        ["continue", "Once upon a", "--model", str(odd)],
        ["doctor", "--model", str(odd)],
        ["measure", str(odd), str(Path(__file__))],
    ):
        assert cli.main(command) == 1
        told = capfd.readouterr()
        assert "Traceback" not in told.err
        assert (told.out + told.err).replace("\n", "").isprintable()
