from pathlib import Path

import pytest

from trainer.commands import compare_command
from trainer.errors import RunError
from trainer.fitting.compare import comparison_table
from trainer.fitting.run import Run, Validation


def write_run(folder: Path, losses: list[float]) -> Path:
    folder.mkdir(parents=True)
    rows = [Validation(n, 1000 * n, loss, loss, 0.0, 0.1, 10.0, 36.0 * n) for n, loss in enumerate(losses, 1)]
    Run(folder).write_history(rows)
    return folder


def test_the_table_shows_the_best_of_each_run(tmp_path):
    histories = {
        name: Run(write_run(tmp_path / name, losses)).history()
        for name, losses in {"one": [3.0, 2.0, 2.5], "two": [1.0]}.items()
    }
    heads, one, two = comparison_table(histories)
    assert one[:4] == ["one", "3,000", "0.03", "2.0000"]
    assert two[:4] == ["two", "1,000", "0.01", "1.0000"]
    assert one[heads.index("loss, both sides")] == "-"


@pytest.mark.parametrize("over", ["tokens", "seconds"])
def test_runs_are_drawn_over_one_another(tmp_path, over, capsys):
    folders = [write_run(tmp_path / name / "run", [3.0, 2.0]) for name in ("one", "two")]
    picture = tmp_path / "compare.png"
    compare_command(folders, picture, over)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"{picture}: 2 runs over {over}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "over", "words"),
    [("compare.what", "tokens", "name a .png"), ("compare.png", "words", "seconds")],
)
def test_what_cannot_be_drawn_is_said(tmp_path, name, over, words):
    with pytest.raises(RunError, match=words):
        compare_command([write_run(tmp_path / "run", [1.0])], tmp_path / name, over)
