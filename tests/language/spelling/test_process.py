"""What is asked of the process that spells, and what becomes of one that ends or hangs."""

import sys
from pathlib import Path
from queue import Queue

import pytest

from desktop.engine.folders import resources_folder
from desktop.language.spelling.process import MOST_ENDS, Asked, SpellingProcess

ENGLISH = resources_folder() / "dictionaries" / "en_US.dic"
Answers = Queue[tuple[int, list[str] | None]]


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def asking(answers: Answers, code: str | None = None, seconds: float = 60.0) -> SpellingProcess:
    return SpellingProcess(lambda *answer: answers.put(answer), program(code) if code else None, seconds)


def test_the_real_process_tells_wrong_words() -> None:
    answers: Answers = Queue()
    process = asking(answers)
    process.ask(Asked(1, ENGLISH, ["right", "wrogn"]))
    process.ask(Asked(2, ENGLISH, word="wrogn"))
    assert answers.get(timeout=60) == (1, ["wrogn"])
    number, similar = answers.get(timeout=60)
    assert number == 2
    assert "wrong" in (similar or [])
    process.close()


ENDS = "import sys\nfor line in sys.stdin:\n    if 'bad' in line: sys.exit(1)\n    print('[]', flush=True)\n"


def test_a_dictionary_that_ends_the_process_is_not_asked_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    answers: Answers = Queue()
    process = asking(answers, ENDS)
    for number in range(MOST_ENDS + 1):
        process.ask(Asked(number, Path("bad.dic"), ["x"]))
    process.ask(Asked(9, Path("good.dic"), ["x"]))
    found = [answers.get(timeout=60) for _ in range(MOST_ENDS + 2)]
    assert found == [*((number, None) for number in range(MOST_ENDS + 1)), (9, [])]
    assert len([record for record in caplog.records if "bad.dic" in record.getMessage()]) == MOST_ENDS
    process.close()


def test_one_that_hangs_is_ended() -> None:
    answers: Answers = Queue()
    process = asking(answers, "import time\ntime.sleep(600)\n", seconds=0.2)
    process.ask(Asked(1, Path("slow.dic"), ["x"]))
    assert answers.get(timeout=60) == (1, None)
    process.close()


@pytest.mark.parametrize("said", ["print('nonsense', flush=True)", "print('{}', flush=True)"])
def test_nonsense_is_no_answer(said: str) -> None:
    answers: Answers = Queue()
    process = asking(answers, f"import sys\nfor line in sys.stdin:\n    {said}\n")
    process.ask(Asked(1, Path("odd.dic"), ["x"]))
    assert answers.get(timeout=60) == (1, None)
    process.close()


def test_one_that_cannot_start_is_no_answer(tmp_path: Path) -> None:
    answers: Answers = Queue()
    process = SpellingProcess(lambda *answer: answers.put(answer), [str(tmp_path / "nothing")])
    process.ask(Asked(1, ENGLISH, ["x"]))
    assert answers.get(timeout=60) == (1, None)
    process.close()


def test_nothing_is_answered_after_the_end() -> None:
    answers: Answers = Queue()
    process = asking(answers, "import time\ntime.sleep(600)\n")
    process.ask(Asked(1, ENGLISH, ["x"]))
    process.close()
    process.ask(Asked(2, ENGLISH, ["x"]))
    assert answers.empty()
