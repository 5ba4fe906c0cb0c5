"""Labelled texts: read from tables and folders, encoded once, a share of them held out."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.moods.reviews import review, write_reviews
from trainer.corpus.settings import CorpusSettings
from trainer.corpus.splitting import SPLITS
from trainer.errors import CorpusError, RunError
from trainer.moods.labelled_dataset import labels_of, prepare_labelled
from trainer.moods.labelled_texts import LabelledText, find_labelled, read_labelled

SETTINGS = CorpusSettings(
    pieces="words", vocabulary_size=200, lowercase=True, marks=False, valid_share=0.25, test_share=0.0
)


def read(*paths: Path) -> list[LabelledText]:
    return list(read_labelled(find_labelled(paths)))


def texts_of(dataset, split) -> set[tuple[str, int]]:
    tokens = dataset.tokens(split)
    parts = np.split(tokens, np.flatnonzero(tokens == 0))[1:]
    texts = [dataset.tokenizer.decode(part[1:].tolist()) for part in parts]
    return set(zip(texts, labels_of(dataset, split).tolist(), strict=True))


# --- reading ---------------------------------------------------------------------------------------------


def test_a_table_holds_a_label_first_and_a_text_last(tmp_path):
    table = tmp_path / "reviews.tsv"
    table.write_text("0\t12_3\tDull.<br /><br />Cold.\n\npos\tWarm,<BR>bright.\nNegative\t\tBad.\n")
    assert read(table) == [
        LabelledText("Dull.  Cold.", 0),
        LabelledText("Warm, bright.", 1),
        LabelledText("Bad.", 0),
    ]


def test_a_packed_table_is_read_as_it_comes(tmp_path):
    table = tmp_path / "reviews.tsv.xz"
    table.write_bytes(lzma.compress("1\tWarm, très bien.\r\n".encode()))
    assert read(table) == [LabelledText("Warm, très bien.", 1)]


def test_folders_named_pos_and_neg_hold_a_text_in_each_file(tmp_path):
    for name in ("pos/0_9.txt", "pos/1_8.txt", "neg/0_1.txt", "unsup/0_0.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"A text<br />from\n\n{name}.", encoding="utf-8")
    assert read(tmp_path) == [
        LabelledText("A text from\nneg/0_1.txt.", 0),
        LabelledText("A text from\npos/0_9.txt.", 1),
        LabelledText("A text from\npos/1_8.txt.", 1),
    ]


def test_a_folder_may_hold_tables(tmp_path):
    write_reviews(tmp_path / "a.tsv", 3)
    write_reviews(tmp_path / "b.tsv", 2)
    (tmp_path / "README.txt").write_text("About these reviews.")
    assert len(read(tmp_path)) == 5


@pytest.mark.parametrize("line", ["Just a text", "2\tA text", "1\t  ", "label\ttext", "pos"])
def test_a_line_without_label_or_text_is_named(tmp_path, line):
    table = tmp_path / "reviews.tsv"
    table.write_text(f"1\tGood.\n{line}\n0\tBad.\n")
    with pytest.raises(CorpusError, match=r"Line 2 of .*reviews\.tsv is not a label .*; correct it\.$"):
        read(table)


def test_texts_without_labels_are_one_clear_sentence(tmp_path):
    text = tmp_path / "novel.txt"
    text.write_text("It was late.")
    for path in (text, tmp_path):
        with pytest.raises(CorpusError, match=r"holds no labelled texts; give a \.tsv file .* pos and neg\."):
            read(path)


def test_a_table_that_is_not_there_is_one_clear_sentence(tmp_path):
    with pytest.raises(CorpusError, match=r"none\.tsv cannot be read .*; check its name"):
        read(tmp_path / "none.tsv")


# --- preparing -------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_reviews(tmp_path / "reviews.tsv", 120)


def test_every_text_keeps_its_label_and_lands_in_one_split(tmp_path, table):
    dataset = prepare_labelled([table], tmp_path / "data", SETTINGS, test=[])
    found = [texts_of(dataset, split) for split in SPLITS]
    plain = {
        (review(n, n % 2).lower().replace("<br /><br />", " ").replace(".", ""), n % 2) for n in range(120)
    }
    assert found[0] | found[1] == plain
    assert [dataset.counts[split].documents for split in SPLITS] == [*map(len, _by_split(dataset)), 0]
    assert 0.15 < dataset.counts["valid"].documents / 120 < 0.35


def _by_split(dataset) -> tuple[np.ndarray, np.ndarray]:
    return labels_of(dataset, "train"), labels_of(dataset, "valid")


def test_the_seed_decides_what_is_held_out(tmp_path, table):
    def held_out(folder: str, seed: int) -> set[tuple[str, int]]:
        settings = CorpusSettings(**{**vars(SETTINGS), "seed": seed})
        return texts_of(prepare_labelled([table], tmp_path / folder, settings), "valid")

    assert held_out("a", 1) == held_out("b", 1) != held_out("c", 2)


def test_texts_of_their_own_are_validated_and_tested_on(tmp_path, table):
    valid, test = write_reviews(tmp_path / "valid.tsv", 7, 500), write_reviews(tmp_path / "test.tsv", 9, 600)
    dataset = prepare_labelled([table], tmp_path / "data", SETTINGS, [valid], [test])
    assert [dataset.counts[split].documents for split in SPLITS] == [120, 7, 9]
    np.testing.assert_array_equal(labels_of(dataset, "test"), [0, 1, 0, 1, 0, 1, 0, 1, 0])


def test_marks_and_line_breaks_are_no_tokens(tmp_path, table):
    words = prepare_labelled([table], tmp_path / "data", SETTINGS).tokenizer.get_vocab()
    assert "wonderful" in words
    assert not {".", "<", "br", "\n"} & words.keys()


def test_prepared_texts_are_used_again_until_something_changes(tmp_path, table):
    folder = tmp_path / "data"
    prepare_labelled([table], folder, SETTINGS)
    before = (folder / "train.bin").stat().st_mtime_ns
    prepare_labelled([table], folder, SETTINGS)
    assert (folder / "train.bin").stat().st_mtime_ns == before
    (folder / "train.labels").unlink()
    assert len(labels_of(prepare_labelled([table], folder, SETTINGS), "train"))
    write_reviews(table, 100)
    dataset = prepare_labelled([table], folder, SETTINGS)
    assert sum(counts.documents for counts in dataset.counts.values()) == 100


def test_labels_that_do_not_fit_the_texts_are_one_clear_sentence(tmp_path, table):
    dataset = prepare_labelled([table], tmp_path / "data", SETTINGS)
    labels = dataset.folder / "train.labels"
    labels.write_bytes(labels.read_bytes()[:-1])
    with pytest.raises(RunError, match=r"labels in .* are missing or cut short; prepare the texts again"):
        labels_of(dataset, "train")


def test_too_few_texts_are_one_clear_sentence(tmp_path):
    table = write_reviews(tmp_path / "few.tsv", 12)
    with pytest.raises(CorpusError, match=r"only \d+ labelled texts to train on, but at least 20"):
        prepare_labelled([table], tmp_path / "data", SETTINGS)


@pytest.mark.parametrize(("label", "name"), [(0, r"dark \(0, neg\)"), (1, r"light \(1, pos\)")])
def test_texts_of_one_label_alone_are_one_clear_sentence(tmp_path, label, name):
    table = tmp_path / "same.tsv"
    table.write_text("".join(f"{label}\t{review(n, label)}\n" for n in range(60)))
    with pytest.raises(CorpusError, match=f"All texts to train on are labelled {name}; add texts of the oth"):
        prepare_labelled([table], tmp_path / "data", SETTINGS)


def test_no_text_for_a_split_is_one_clear_sentence(tmp_path, table):
    empty = tmp_path / "empty.tsv"
    empty.write_text("\n")
    with pytest.raises(CorpusError, match=r"There is no labelled text for test; add more texts\."):
        prepare_labelled([table], tmp_path / "data", SETTINGS, test=[empty])
