"""The commands as a user gives them; every mistake ends in one sentence."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.trainer.tiny_corpus import story
from trainer import cli
from trainer.bundles.bundle import Bundle


def run(*arguments: str, capsys) -> tuple[int, str, str]:
    """Exit code, output and errors of the command line in this process."""
    before = sys.argv
    sys.argv = ["inkling-train", *arguments]
    try:
        cli.main()
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.argv = before
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_version_is_the_packages_own(capsys):
    code, printed, _ = run("--version", capsys=capsys)
    assert (code, printed) == (0, f"inkling-train {version('inkling-desk')}\n")


def test_help_needs_no_heavy_imports():
    script = (
        "import sys; from trainer import cli; sys.argv = ['inkling-train', '--help']\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print('heavy:', [m for m in ('tensorflow', 'keras', 'numpy', 'onnxruntime') if m in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert "evaluate" in printed
    assert "heavy: []" in printed


def test_generate_continues_the_prompt(bundle_folder, capsys):
    arguments = ("generate", str(bundle_folder), "As I walked, my heart sank", "--words", "20", "--seed", "3")
    code, out, _ = run(*arguments, capsys=capsys)
    assert code == 0
    assert out.startswith("As I walked, my heart sank")
    assert len(out.split()) in (25, 26)  # the first new one may belong to the prompt's last
    assert run(*arguments, capsys=capsys)[1] == out


@pytest.mark.parametrize("kind", ["run", "bundle"])
def test_evaluate_measures_runs_and_bundles(kind, tmp_path, trained_run, bundle_folder, capsys):
    text = tmp_path / "unseen.txt"
    text.write_text("\n".join(story(seed) for seed in range(100, 104)), encoding="utf-8")
    model = trained_run if kind == "run" else bundle_folder
    code, out, _ = run("evaluate", str(model), str(text), "--sample", "30", "--json", capsys=capsys)
    figures = json.loads(out)
    assert code == 0
    assert 1.0 < figures["token_perplexity"] < 60.0
    assert 0.0 < figures["top1"] <= figures["top3"] <= figures["top5"] <= 1.0
    assert figures["texts"] == ["unseen.txt"]


def test_evaluate_and_export_measure_what_was_held_out(tmp_path, trained_run, capsys):
    code, out, _ = run("evaluate", str(trained_run), "--sample", "30", "--json", capsys=capsys)
    figures = json.loads(out)
    held_out = json.loads((trained_run / "data" / "data.json").read_text())["splits"]["test"]
    assert code == 0
    assert (figures["texts"], figures["tokens"], figures["words"]) == (
        [],
        held_out["tokens"],
        held_out["words"],
    )
    bundle = tmp_path / "bundle"
    assert run("export", str(trained_run), "--out", str(bundle), "--measure-test", capsys=capsys)[0] == 0
    evaluation = json.loads((bundle / "config.json").read_text())["metrics"]["evaluation"]
    assert evaluation["token_perplexity"] == pytest.approx(figures["token_perplexity"], rel=0.1)
    assert "on what was held out for test" in (bundle / "README.md").read_text()


def test_evaluate_measures_missing_words_and_a_memory(tmp_path, bundle_folder, capsys):
    for name, seeds in (("unseen.txt", range(100, 104)), ("other.txt", range(200, 204))):
        (tmp_path / name).write_text("\n".join(story(seed) for seed in seeds), encoding="utf-8")
    arguments = ("evaluate", str(bundle_folder), str(tmp_path / "unseen.txt"), "--sample", "20")
    more = ("--tune-memory-on", str(tmp_path / "other.txt"), "--json")
    figures = json.loads(run(*arguments, *more, capsys=capsys)[1])
    assert set(figures["missing"]) == {"1", "3", "8"}
    assert figures["missing"]["1"]["gaps"] == 10
    # These stories say the same few things again and again.
    assert figures["memory"]["token_perplexity"] < figures["memory"]["token_perplexity_alone"]
    assert figures["memory"]["tuned_on"] == ["other.txt"]
    shown = run(*arguments, capsys=capsys)[1]
    assert "missing 8 both" in shown
    assert "missing 8 told" in shown


def test_notes_go_behind_the_model_card_and_the_bundle_stays_whole(tmp_path, bundle_folder, capsys):
    import shutil

    copy, notes = tmp_path / "noted", tmp_path / "notes.md"
    shutil.copytree(bundle_folder, copy)
    for text in ("## First\n\nOld figures.", "## Second\n\nNew figures."):
        notes.write_text(text, encoding="utf-8")
        assert run("card", str(copy), str(notes), capsys=capsys)[0] == 0
    card = (copy / "README.md").read_text(encoding="utf-8")
    assert card.endswith("New figures.\n")
    assert "Old figures" not in card
    assert "# Tiny" in card
    assert Bundle.open(copy).config["name"] == "Tiny"


def failing(tmp_path: Path, corpus: Path, trained_run: Path, bundle_folder: Path) -> dict[str, tuple]:
    """Command lines that must fail, and words of the sentence each ends in."""
    files = {
        "empty.txt": b"",
        "word.txt": b"Rain.\n",
        "binary.txt": bytes(range(256)) * 8,
        "a-file": b"in the way",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    out = ("--out", str(tmp_path / "run"))
    here = {name: str(tmp_path / name) for name in files}
    return {
        "no corpus": (("fit", *out), "Name at least one text"),
        "missing corpus": (("fit", str(tmp_path / "nowhere"), *out), "nowhere"),
        "empty corpus": (("fit", here["empty.txt"], *out), "holds no text"),
        "one word": (("fit", here["word.txt"], *out), "only 1 word"),
        "binary": (("fit", here["binary.txt"], *out), "binary.txt"),
        "out is below a file": (("fit", str(corpus), "--out", f"{here['a-file']}/run"), "choose another"),
        "unknown preset": (("fit", str(corpus), *out, "--preset", "huge"), "no preset 'huge'"),
        "bad setting": (("fit", str(corpus), *out, "--set", "training.tokens=x"), "type int"),
        "unknown cell": (("fit", str(corpus), *out, "--cell", "elman"), "model.cell is 'elman'; use one of"),
        "new vocabulary of nothing": (("fit", str(corpus), *out, "--new-vocabulary"), "name one with --from"),
        "nothing to resume": (("fit", *out, "--resume"), "no checkpoint"),
        "run exists": (("fit", str(corpus), "--out", str(trained_run)), "add --resume"),
        "not a bundle": (("generate", str(tmp_path), "Hello"), "not a bundle"),
        "not a run": (("export", str(tmp_path), "--out", str(tmp_path / "b")), "not a run"),
        "out is not empty": (("export", str(trained_run), "--out", str(bundle_folder)), "not empty"),
        "out is a file": (("export", str(trained_run), "--out", here["word.txt"]), "a bundle is a folder"),
        "no notes": (("card", str(bundle_folder), str(tmp_path / "none.md")), "name a text file"),
        "text too short": (("evaluate", str(bundle_folder), here["word.txt"]), "give a longer one"),
        "nothing to evaluate on": (("evaluate", str(bundle_folder)), "name some to measure it on"),
        "nothing to measure a memory on": (
            ("evaluate", str(trained_run), "--tune-memory-on", here["word.txt"]),
            "measured on texts that are named",
        ),
    }


@pytest.mark.parametrize(
    "case",
    [
        "no corpus",
        "missing corpus",
        "empty corpus",
        "one word",
        "binary",
        "out is below a file",
        "unknown preset",
        "bad setting",
        "unknown cell",
        "nothing to resume",
        "run exists",
        "not a bundle",
        "not a run",
        "out is not empty",
        "out is a file",
        "nothing to evaluate on",
        "nothing to measure a memory on",
        "no notes",
        "text too short",
    ],
)
def test_a_mistake_ends_in_one_sentence(case, tmp_path, corpus, trained_run, bundle_folder, capsys):
    arguments, words = failing(tmp_path, corpus, trained_run, bundle_folder)[case]
    code, _, errors = run(*arguments, capsys=capsys)
    assert code == 1
    assert words in errors
    assert errors.startswith("inkling-train: ")
    assert len(errors.strip().splitlines()) == 1


def test_an_altered_bundle_is_refused(tmp_path, bundle_folder, capsys):
    import shutil

    copy = tmp_path / "altered"
    shutil.copytree(bundle_folder, copy)
    with (copy / "left.onnx").open("ab") as file:
        file.write(b"x")
    code, _, errors = run("generate", str(copy), "Hello", capsys=capsys)
    assert code == 1
    assert "left.onnx is missing or was altered" in errors


def test_a_bundle_of_another_version_is_refused(tmp_path, bundle_folder, capsys):
    import shutil

    copy = tmp_path / "newer"
    shutil.copytree(bundle_folder, copy)
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    (copy / "config.json").write_text(json.dumps({**config, "format_version": 99}), encoding="utf-8")
    code, _, errors = run("generate", str(copy), "Hello", capsys=capsys)
    assert code == 1
    assert "format version 99" in errors
