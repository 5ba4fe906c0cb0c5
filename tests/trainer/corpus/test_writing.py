"""Disks that refuse, and a `prepare` that is killed in the middle."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.texts.prose import book
from trainer.corpus.dataset import CorpusSettings, Dataset, prepare
from trainer.corpus.writing import TokenWriter, replace_file
from trainer.errors import RunError

SMALL = CorpusSettings(vocabulary_size=400)

PREPARE = """
import os, signal, sys
from pathlib import Path
from trainer.corpus.dataset import CorpusSettings, prepare
from trainer.errors import TrainerError

corpus, folder, stage, times, limit = sys.argv[1:]
seen = 0

def progress(now, done, total):
    global seen
    seen += now == stage
    if seen == int(times):
        os.kill(os.getpid(), signal.SIGKILL)

if int(limit):
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    prepare([Path(corpus)], Path(folder), CorpusSettings(vocabulary_size=400), progress=progress)
except TrainerError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""

posix_only = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals and limits")


def prepare_elsewhere(
    corpus: Path, folder: Path, stage: str = "never", times: int = 1, limit: int = 0
) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", PREPARE, str(corpus), str(folder), stage, str(times), str(limit)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.txt"
    path.write_text("\f\n".join(book(800, seed=number) for number in range(12)), encoding="utf-8")
    return path


@posix_only
@pytest.mark.parametrize(
    ("stage", "times"), [("reading", 1), ("learning", 1), ("encoding", 1), ("encoding", 80)]
)
def test_a_killed_preparation_leaves_a_folder_that_is_made_again(
    tmp_path: Path, corpus: Path, stage: str, times: int
) -> None:
    expected = prepare([corpus], tmp_path / "undisturbed", SMALL)
    killed = prepare_elsewhere(corpus, tmp_path / "data", stage, times)
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(RunError, match="holds no complete dataset"):
        Dataset.open(tmp_path / "data")
    again = prepare([corpus], tmp_path / "data", SMALL)
    assert np.array_equal(again.tokens("train"), expected.tokens("train"))
    assert {path.name for path in (tmp_path / "data").iterdir()} == {
        *("train.bin", "valid.bin", "test.bin", "tokenizer.json", "data.json")
    }


@posix_only
def test_a_killed_preparation_over_an_older_one_is_no_mixture(tmp_path: Path, corpus: Path) -> None:
    prepare([corpus], tmp_path / "data", CorpusSettings(vocabulary_size=300))
    assert prepare_elsewhere(corpus, tmp_path / "data", "encoding", 60).returncode == -signal.SIGKILL
    with pytest.raises(RunError, match="holds no complete dataset"):
        Dataset.open(tmp_path / "data")
    assert prepare([corpus], tmp_path / "data", SMALL).settings == SMALL


@posix_only
def test_a_full_disk_is_one_clear_sentence_and_leaves_no_pieces(tmp_path: Path, corpus: Path) -> None:
    result = prepare_elsewhere(corpus, tmp_path / "data", limit=100_000)
    assert result.stderr.startswith(f"RunError: {tmp_path / 'data'} cannot be written (")
    assert result.stderr.strip().endswith("; choose another folder or make room.")
    assert list((tmp_path / "data").iterdir()) == []


def test_preparing_prints_nothing(tmp_path: Path, corpus: Path) -> None:
    result = prepare_elsewhere(corpus, tmp_path / "data")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "data").write_text("a file")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(
            RunError, match=r"data.* cannot be written \(.+\); choose another folder or make room\.$"
        ):
            prepare([corpus], folder, SMALL)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_clear_sentence(tmp_path: Path, corpus: Path) -> None:
    tmp_path.joinpath("data").mkdir(mode=0o500)
    with pytest.raises(RunError, match=r"cannot be written \(Permission denied\)"):
        prepare([corpus], tmp_path / "data", SMALL)


def test_tokens_appear_only_when_all_are_written(tmp_path: Path) -> None:
    path = tmp_path / "train.bin"
    with TokenWriter(path, "uint16") as writer:
        writer.write([0, 1, 65535])
        assert not path.exists()
    assert path.read_bytes() == b"\x00\x00\x01\x00\xff\xff"
    assert writer.tokens == 3


def test_a_failure_keeps_the_tokens_that_were_there(tmp_path: Path) -> None:
    path = tmp_path / "train.bin"
    path.write_bytes(b"old")

    def fail_halfway() -> None:
        with TokenWriter(path, "uint32") as writer:
            writer.write([7])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert [file.name for file in tmp_path.iterdir()] == ["train.bin"]
    assert path.read_bytes() == b"old"


def test_a_text_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    for text in ("one", "zwölf"):
        replace_file(path, text)
        assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["data.json"]
