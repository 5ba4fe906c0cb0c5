import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = cli.main([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def test_suggest_in_json(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = "It was late when she opened the", " and walked inside."
    status, out, _ = run(capsys, "suggest", left, "--after", right, "--json", "--model", stream_bundle)
    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {"suggestions", "provider", "milliseconds"}
    assert answer["suggestions"][0]["text"] == " door"
    assert set(answer["suggestions"][0]) == {"text", "probability"}
    assert 0 < answer["suggestions"][0]["probability"] <= 1
    assert answer["provider"] == "CPU"
    assert answer["milliseconds"] > 0


def test_a_name_of_the_text_is_suggested_unless_memory_is_off(capsys: pytest.CaptureFixture[str]) -> None:
    story = "Qivareth sat down by the window. The boy looked at Qivareth and did not say a word. "
    arguments = ["suggest", story + "In the evening Qi", "--words", "1", "--json"]
    assert json.loads(run(capsys, *arguments)[1])["suggestions"][0]["text"].startswith("vareth")
    assert "vareth" not in run(capsys, *arguments, "--no-memory")[1]


def test_suggest_for_people(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "suggest", "Once upon a", "--words", "1", "--model", stream_bundle)
    assert "%   time" in out.splitlines()[0]


def test_suggest_obeys_its_options(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--alternatives", "2", "--words", "1", "--precision", "0.0001", "--json"]
    arguments = ["suggest", "It was late when she opened the", *options, "--provider", "cpu"]
    _, out, _ = run(capsys, *arguments, "--model", stream_bundle)
    texts = [entry["text"] for entry in json.loads(out)["suggestions"]]
    assert len(texts) == 2
    assert all(len(text.split()) == 1 for text in texts)


def test_continue_gives_the_same_story_for_one_seed(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["continue", "As I walked, my heart sank", "--words", "30", "--seed", "7"]
    _, first, _ = run(capsys, *arguments, "--model", stream_bundle)
    _, second, _ = run(capsys, *arguments, "--model", stream_bundle)
    assert first == second
    assert first.startswith("As I walked, my heart sank")
    assert len(first.split()) >= 30


def test_continue_leads_up_to_what_follows(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = "It was late when she opened the", " and walked inside."
    _, out, _ = run(
        capsys,
        "continue",
        left,
        "--after",
        right,
        "--seed",
        "1",
        "--temperature",
        "0.1",
        "--model",
        stream_bundle,
    )
    assert out == f"{left} door{right}\n"


def test_a_reader_that_has_enough_is_no_error(stream_bundle: Path) -> None:
    command = [sys.executable, "-m", "desktop", "continue", "Once upon a", "--model", str(stream_bundle)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_text_that_the_terminal_cannot_show_is_no_error(stream_bundle: Path) -> None:
    text = b"caf\xe9 \xe6\xb5\xb7"
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "continue", text, "--words", "3", "--model", stream_bundle],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"caf? ?")


def test_a_missing_model_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "suggest", "Once", "--model", tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert err.startswith("There is no model folder")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["suggest"],
        ["suggest", "x", "--words", "0"],
        ["suggest", "x", "--precision", "2"],
        ["continue", "x", "--temperature", "-1"],
        ["continue", "x", "--seed", "seven"],
        ["doctor", "--provider", "tpu"],
        ["--nonsense"],
    ],
)
def test_a_command_line_without_sense_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_the_version_comes_from_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("inkling ")


def test_the_commands_and_the_version_need_no_qt() -> None:
    script = "import sys, desktop.cli as c\ntry: c.main(['--version'])\nexcept SystemExit: pass\n"
    script += "print(sorted({'PySide6', 'numpy', 'onnxruntime'} & {m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "files", "model", "provider"),
    [
        ([], [], None, "auto"),
        (["story.txt"], ["story.txt"], None, "auto"),
        (["a.txt", "b.txt", "--provider", "cpu"], ["a.txt", "b.txt"], None, "cpu"),
        (["./suggest", "--model", "m"], ["suggest"], "m", "auto"),
    ],
)
def test_files_open_the_desk(
    arguments: list[str],
    files: list[str],
    model: str | None,
    provider: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []

    def open_desk(*given: object) -> int:
        opened.extend(given)
        return 3

    monkeypatch.setattr("desktop.editor.app.run", open_desk)
    assert cli.main(arguments) == 3
    assert opened == [[Path(file) for file in files], Path(model) if model else None, provider]


def test_the_doctor_tells_what_there_is(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "doctor", "--model", stream_bundle)
    for word in ("onnxruntime", "Tiny stream", "provider in use", "load", "p95", "words/s", "data folder"):
        assert word in out
    # A machine may lack libraries that only a window needs.
    assert (status, err) == (0, "") or err.startswith("Inkling cannot open a window")


def test_the_doctor_names_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "doctor", "--model", tmp_path)
    assert status == 1
    assert "holds no config.json" in err
    assert err.count("\n") == 1
