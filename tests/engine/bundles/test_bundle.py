import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.engine import Engine
from desktop.engine.errors import (
    BundleDamagedError,
    BundleError,
    BundleMissingError,
    BundleVersionError,
)
from tests.engine.tiny_bundle import change_config, rehash, rewrite_config


@pytest.fixture
def bundle(stream_bundle: Path, tmp_path: Path) -> Path:
    """A bundle of its own, to damage."""
    return Path(shutil.copytree(stream_bundle, tmp_path / "bundle"))


def read_config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / "config.json").read_text())
    return config


def assert_one_sentence(error: BundleError) -> None:
    text = str(error)
    assert text.endswith(".")
    assert text.isprintable()
    assert len(text) < 2000
    assert "Traceback" not in text


def test_a_sound_bundle_tells_its_name_and_size(bundle: Path) -> None:
    opened = Bundle.open(bundle)
    assert opened.config.name == "Tiny stream"
    assert opened.size == sum(path.stat().st_size for path in bundle.iterdir() if path.name != "config.json")


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError, match="There is no model folder") as caught:
        Bundle.open(tmp_path / "nowhere")
    assert_one_sentence(caught.value)


def test_a_folder_without_a_header_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError, match=r"holds no config\.json") as caught:
        Bundle.open(tmp_path)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize(
    "text",
    ["{", "", "\udcff", "[" * 100_000, '{"a":' * 100_000, '{"a": NaN}', '{"a": -Infinity}', "1" * 5000],
)
def test_a_header_that_is_no_json_is_told(bundle: Path, text: str) -> None:
    (bundle / "config.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BundleDamagedError, match="not valid JSON") as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize("version", [0, 2, "1", None, True, 1.0, [[1]], "\x1b[2J" * 10_000])
def test_an_unknown_version_is_refused(bundle: Path, version: Any) -> None:
    rewrite_config(bundle, format_version=version)
    with pytest.raises(BundleVersionError, match="update Inkling") as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize("header", ["[]", "3", "null"])
def test_a_header_that_is_no_object_is_refused(bundle: Path, header: str) -> None:
    (bundle / "config.json").write_text(header)
    with pytest.raises(BundleVersionError):
        Bundle.open(bundle)


def test_numbers_beyond_all_numbers_are_refused(bundle: Path) -> None:
    path = bundle / "config.json"
    written = json.dumps(read_config(bundle) | {"right_tokens": "here"}).replace('"here"', "1e400")
    path.write_text(written)
    with pytest.raises(BundleDamagedError, match="`right_tokens` is not of type int"):
        Bundle.open(bundle)


def test_an_unknown_kind_is_refused(bundle: Path) -> None:
    rewrite_config(bundle, kind="transformer")
    with pytest.raises(BundleVersionError, match="of kind 'transformer'") as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize("name", ["left.onnx", "tokenizer.json", "README.md"])
def test_a_missing_file_is_named(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    with pytest.raises(BundleMissingError, match=f"lacks its file {name}") as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize("name", ["head.onnx", "tokenizer.json"])
def test_an_altered_file_is_named(bundle: Path, name: str) -> None:
    data = bytearray((bundle / name).read_bytes())
    data[len(data) // 2] ^= 1
    (bundle / name).write_bytes(data)
    with pytest.raises(BundleDamagedError, match=f"{name} does not match its checksum") as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


def test_the_weights_to_train_on_may_be_left_out_but_not_altered(bundle: Path) -> None:
    weights = bundle / "weights.h5"
    weights.write_bytes(b"weights")
    digests = json.loads((bundle / "config.json").read_text())["files"]
    rewrite_config(bundle, files=digests | {"weights.h5": hashlib.sha256(b"weights").hexdigest()})
    whole = Bundle.open(bundle).size
    weights.write_bytes(b"others")
    with pytest.raises(BundleDamagedError, match="weights\\.h5 does not match"):
        Bundle.open(bundle)
    weights.unlink()
    assert Bundle.open(bundle).size == whole - len(b"weights")


def test_a_file_beside_the_bundle_is_no_concern(bundle: Path) -> None:
    (bundle / "weights.pickle").write_bytes(b"cos\nsystem\n")
    Bundle.open(bundle)


def without(key: str) -> Callable[[dict[str, Any]], None]:
    def change(config: dict[str, Any]) -> None:
        del config[key]

    return change


def setting(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(config: dict[str, Any]) -> None:
        place: Any = config
        *parents, last = path.split("/")
        for parent in parents:
            place = place[int(parent) if isinstance(place, list) else parent]
        place[int(last) if isinstance(place, list) else last] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without("vocabulary_size"), "`vocabulary_size` is missing"),
        (without("states"), "`states` is missing"),
        (setting("states", []), "needs `states`"),
        (setting("vocabulary_size", "480"), "`vocabulary_size` is not of type int"),
        (setting("vocabulary_size", True), "`vocabulary_size` is not of type int"),
        (setting("right_tokens", -1), "`right_tokens` is less than zero"),
        (setting("special_tokens", {}), "names no `end`"),
        (setting("special_tokens/end", 100_000), "outside the vocabulary"),
        (setting("tokenizer/pieces", "syllables"), "is not one of bytes, words, characters"),
        (setting("graphs/left/inputs/0/dtype", "int64"), "is not one of int32, float32"),
        (setting("graphs/left/inputs/0/shape", [None]), "something other than numbers and names"),
        (setting("graphs/head/outputs/0/shape", ["batch", 7]), "`logits` of the `head` graph"),
        (setting("graphs/left/outputs/0/name", "other"), r"left\.onnx has no tensor `left`"),
        (setting("graphs", {}), "no `left` graph"),
        (setting("graphs", []), "`graphs` is not of type dict"),
        (setting("graphs/left", 3), "not an object"),
        (setting("files/left.onnx", "abc"), "is no SHA-256"),
        (setting("files/config.json", "0" * 64), "no plain file name"),
        (setting("golden/0/left_ids", ["one"]), "something other than numbers"),
        (setting("golden/0/top_ids", []), "is empty"),
        (setting("golden/0/top_probabilities", [0.1]), "unequal numbers"),
        (setting("golden/0/top_ids/0", -1), "outside the vocabulary"),
        (setting("vocabulary_size", 10**8), "`vocabulary_size` is more than"),
        (setting("right_tokens", 10**30), "`right_tokens` is more than"),
        (setting("states/0/size", 10**9), "`size` is more than"),
        (setting("states/1/name", "state_0_h"), "two `states` have one name"),
        (setting("graphs/left/outputs/0/shape", []), "something other than numbers and names"),
        (setting("graphs/left/outputs/0/shape/2", "units"), "`left` of the `left` graph has no size"),
        (setting("graphs/left/outputs/0/shape/2", True), "something other than numbers and names"),
        (setting("graphs/left/outputs/0/shape/2", -1), "is not within 1 and"),
        (setting("graphs/left/file", "left.ort"), r"does not end with \.onnx"),
        (setting("graphs/left/inputs/0/name", "\x1b[2J"), "`name` is no name"),
        (setting("golden/0/top_probabilities/0", 1e300), "no probability"),
        (setting("golden/0/top_probabilities/0", 10**400), "no probability"),
        (setting("golden/0/left", "half \ud800"), "`left` holds half a character"),
        (setting("golden", [{}] * 1000), "`golden` has more than"),
        (setting("files/CON", "0" * 64), "no plain file name"),
        (setting("files/Config.JSON", "0" * 64), "no plain file name"),
        (setting("special_tokens/end", True), "outside the vocabulary"),
        (setting("special_tokens/end", 1.0), "outside the vocabulary"),
    ],
)
def test_a_malformed_header_is_told_with_the_reason(
    bundle: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    change_config(bundle, change)
    with pytest.raises(BundleDamagedError, match=reason) as caught:
        Bundle.open(bundle)
    assert_one_sentence(caught.value)


@pytest.mark.parametrize("name", ["../left.onnx", "/etc/passwd", "a/b", "c:x", "..", "", "a\\b"])
@pytest.mark.parametrize("place", ["graphs/left/file", "tokenizer/file"])
def test_paths_out_of_the_folder_are_refused(bundle: Path, place: str, name: str) -> None:
    config = read_config(bundle)
    setting(place, name)(config)
    (bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(BundleDamagedError, match="no plain file name"):
        Bundle.open(bundle)


def test_files_out_of_the_folder_are_refused(bundle: Path) -> None:
    config = read_config(bundle)
    config["files"]["../left.onnx"] = "0" * 64
    (bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(BundleDamagedError, match="no plain file name"):
        Bundle.open(bundle)


def test_a_file_without_a_checksum_is_refused(bundle: Path) -> None:
    config = read_config(bundle)
    del config["files"]["left.onnx"]
    (bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(BundleDamagedError, match=r"left\.onnx has no checksum"):
        Bundle.open(bundle)


def test_a_graph_that_is_none_is_told(bundle: Path) -> None:
    (bundle / "left.onnx").write_bytes(b"not a graph")
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match=r"left\.onnx cannot be run") as caught:
        Engine.load(bundle)
    assert_one_sentence(caught.value)


def test_a_tokenizer_that_is_none_is_told(bundle: Path) -> None:
    (bundle / "tokenizer.json").write_text("{}")
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match="is no tokenizer") as caught:
        Engine.load(bundle)
    assert_one_sentence(caught.value)


def test_a_tokenizer_with_more_ids_than_the_model_is_told(bundle: Path) -> None:
    tokenizer = json.loads((bundle / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["zzz"] = 100_000
    (bundle / "tokenizer.json").write_text(json.dumps(tokenizer))
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match="more tokens than its vocabulary") as caught:
        Engine.load(bundle)
    assert_one_sentence(caught.value)


def test_a_graph_unlike_its_header_is_told(bundle: Path) -> None:
    config = read_config(bundle)
    for role, place in (("left", "outputs"), ("head", "inputs")):
        config["graphs"][role][place][0]["shape"][-1] = 7
    (bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(BundleDamagedError, match=r"is not as its config\.json says") as caught:
        Engine.load(bundle)
    assert_one_sentence(caught.value)


def test_swapped_graphs_are_told(bundle: Path) -> None:
    left, right = bundle / "left.onnx", bundle / "right.onnx"
    data = left.read_bytes()
    left.write_bytes(right.read_bytes())
    right.write_bytes(data)
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match=r"is not as its config\.json says"):
        Engine.load(bundle)


def test_a_model_that_answers_differently_is_told(bundle: Path) -> None:
    graph = onnx.load(bundle / "head.onnx")
    for weights in graph.graph.initializer:
        if weights.name == "answer":
            weights.CopyFrom(numpy_helper.from_array(-numpy_helper.to_array(weights), "answer"))
    onnx.save(graph, bundle / "head.onnx")
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match="does not give the answers") as caught:
        Engine.load(bundle)
    assert_one_sentence(caught.value)


def test_a_model_that_answers_no_numbers_is_told(bundle: Path) -> None:
    graph = onnx.load(bundle / "head.onnx")
    for weights in graph.graph.initializer:
        if weights.name == "prior":
            nothing = np.full_like(numpy_helper.to_array(weights), np.nan)
            weights.CopyFrom(numpy_helper.from_array(nothing, "prior"))
    onnx.save(graph, bundle / "head.onnx")
    rehash(bundle)
    with pytest.raises(BundleDamagedError, match="are no numbers"):
        Engine.load(bundle)


def test_a_tokenizer_that_splits_differently_is_told(bundle: Path) -> None:
    config = read_config(bundle)
    config["golden"][0]["left_ids"][1] += 1
    (bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(BundleDamagedError, match="splits a sample text differently"):
        Engine.load(bundle)


def test_a_small_difference_of_rounding_passes(bundle: Path) -> None:
    config = read_config(bundle)
    golden = config["golden"][0]
    golden["top_probabilities"] = [min(1.0, p + 0.03) for p in golden["top_probabilities"]]
    (bundle / "config.json").write_text(json.dumps(config))
    Engine.load(bundle)
