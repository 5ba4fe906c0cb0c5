"""The steps of a training, what they run, and what comes of them; and that the trainer still speaks so."""

import dataclasses
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.engine.errors import LearningError
from desktop.engine.learning.plan import Plan
from desktop.engine.learning.progress import read_fit
from desktop.engine.learning.steps import Step, finish, next_step, task_of
from desktop.engine.learning.trainer import find_trainer, install_command
from desktop.engine.learning.verdict import Verdict, keep_model, origin_of, verdict
from tests.engine.learning.writings import plan_in
from trainer.cli import app
from trainer.evaluating.evaluate import Evaluation
from trainer.fitting.fit_listener import FitProgress
from trainer.fitting.run import Run, Validation

TRAINER = ["inkling-train"]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    base = tmp_path / "base"
    base.mkdir()
    return plan_in(tmp_path / "learning", base)


def do(plan: Plan, step: Step, answer: object = None) -> list[str]:
    """Pretend that a step was done; gives its command."""
    task = task_of(plan, step, TRAINER)
    if task.output:
        task.output.write_text(json.dumps(answer or {}))
    elif step is Step.EXPORT:
        Path(task.command[-1]).mkdir()
    finish(plan, task)
    return task.command


def do_all(plan: Plan, before: float, after: float, keys_before: float, keys_after: float) -> None:
    answers = {
        Step.BEFORE: {"word_perplexity": before},
        Step.AFTER: {"word_perplexity": after},
        Step.KEYS_BEFORE: {"keystroke_savings": keys_before, "letters": 900, "keys": 700},
        Step.KEYS_AFTER: {"keystroke_savings": keys_after, "letters": 900, "keys": 690},
    }
    while step := next_step(plan):
        do(plan, step, answers.get(step))


def test_each_step_comes_once_and_in_its_order(plan: Plan) -> None:
    seen = []
    while step := next_step(plan):
        seen.append(step)
        do(plan, step)
    assert seen == list(Step)


def test_a_step_without_a_result_is_done_again(plan: Plan) -> None:
    task = task_of(plan, Step.BEFORE, TRAINER)
    assert task.output
    task.output.write_text('{"word_perpl')
    with pytest.raises(ValueError, match="Unterminated"):
        finish(plan, task)
    assert not (plan.folder / Step.BEFORE.value).exists()
    with pytest.raises(OSError, match="part"):
        finish(plan, task_of(plan, Step.EXPORT, TRAINER))


def test_a_training_goes_on_from_its_last_checkpoint(plan: Plan) -> None:
    command = task_of(plan, Step.FIT, TRAINER).command
    assert command[:3] == ["inkling-train", "fit", str(plan.texts)]
    assert command[command.index("--from") + 1] == str(plan.base)
    Run(plan.run).make()
    Run(plan.run).last.write_bytes(b"")
    command = task_of(plan, Step.FIT, TRAINER).command
    assert command == ["inkling-train", "fit", "--resume", "--out", str(plan.run)]


def test_the_trainer_has_the_commands_options_and_files_that_are_asked_for(plan: Plan) -> None:
    runner = CliRunner(env={"TERMINAL_WIDTH": "200", "COLUMNS": "200", "NO_COLOR": "1"})
    for step in (Step.FIT, Step.BEFORE, Step.EXPORT, Step.CALIBRATE):
        command = task_of(plan, step, []).command
        told = runner.invoke(app, [command[0], "--help"]).output
        for option in (word for word in command if word.startswith("--")):
            assert option in told, (command[0], option)
    assert runner.invoke(app, ["check", "--help"]).exit_code == 0
    assert "word_perplexity" in {field.name for field in dataclasses.fields(Evaluation)}
    assert Run(plan.run).last == plan.run / "last.npz"
    assert {"tokens", "valid_nothing"} <= {field.name for field in dataclasses.fields(Validation)}
    columns = {field.name for field in dataclasses.fields(FitProgress)}
    assert {"step", "total_steps", "seconds", "tokens", "loss"} <= columns


# --- how far it is -----------------------------------------------------------------------------------------


def test_a_run_that_is_being_written_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    assert read_fit(tmp_path).share == 0
    assert read_fit(tmp_path).seconds_left is None
    (tmp_path / "log.csv").write_text(
        "step,total_steps,tokens,seconds,tokens_per_second,learning_rate,loss,accuracy,perplexity\r\n"
        "20,100,4000,2.0,2000,0.001,4.5,,\r\n"
        "40,100,8000,4.0,2000,0.001,4.25,,90.0\r\n"
        "60,100,12"
    )
    Run(tmp_path).write_history([Validation(40, 8000, 4.3, 4.4, 4.2, 0.001, 2000.0, 4.0)])
    (tmp_path / "samples.txt").write_text("[8000 tokens] It was.\nLate.\n\n[16000 tokens] [So] it was.\n\n")
    fit = read_fit(tmp_path)
    assert (fit.step, fit.share, fit.seconds_left) == (40, 0.4, 6.0)
    assert fit.losses == [(4000.0, 4.5), (8000.0, 4.25)]
    assert fit.validations == [(8000.0, 4.4)]
    assert fit.samples == ("It was.\nLate.", "[So] it was.")


# --- what comes of it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "is_better"),
    [
        ((120.0, 100.0, 0.25, 0.27), True),
        ((120.0, 100.0, 0.25, 0.25), True),
        ((120.0, 100.0, 0.25, 0.24), False),
        ((100.0, 101.0, 0.25, 0.27), False),
        ((100.0, 100.0, 0.25, 0.25), False),
    ],
)
def test_a_model_is_better_if_it_guesses_better_and_costs_no_keys(
    plan: Plan, figures: tuple[float, float, float, float], is_better: bool
) -> None:
    do_all(plan, *figures)
    found = verdict(plan)
    assert found == Verdict(*figures, letters=900)
    assert found.is_better is is_better


def test_a_verdict_needs_all_its_figures(plan: Plan) -> None:
    with pytest.raises(LearningError):
        verdict(plan)


def test_a_model_that_is_kept_takes_no_other_ones_place_and_tells_its_origin(plan: Plan) -> None:
    do_all(plan, 120.0, 100.0, 0.2, 0.3)
    (plan.model / "config.json").write_text("{}")
    first, second = keep_model(plan), keep_model(plan)
    assert first != second
    assert (first / "config.json").is_file()
    assert (second / "config.json").is_file()
    assert origin_of(first) == plan.base
    assert origin_of(plan.base) == plan.base


def test_the_command_that_installs_the_trainer_is_one_that_works_here(tmp_path: Path) -> None:
    assert install_command().startswith("bash ")
    assert Path(install_command().removeprefix("bash ")).is_file()
    assert install_command(tmp_path / "desktop").startswith("pip install")


def test_the_trainer_is_found_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKLING_TRAIN", "/opt/inkling-train")
    assert find_trainer() == ["/opt/inkling-train"]
    monkeypatch.delenv("INKLING_TRAIN")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert find_trainer() is None
