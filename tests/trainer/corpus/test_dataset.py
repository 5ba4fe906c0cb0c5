import gzip
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.texts.prose import book, paragraphs
from trainer.corpus.dataset import CorpusSettings, Dataset, prepare
from trainer.corpus.report import KindRead
from trainer.corpus.splitting import SPLITS, Split
from trainer.corpus.tokenizer import UNKNOWN, learn_tokenizer
from trainer.errors import CorpusError, PresetError, RunError

SMALL = CorpusSettings(vocabulary_size=400)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(book(40, seed=number), encoding="utf-8")
    return folder


def documents_of(dataset: Dataset, split: Split) -> list[str]:
    tokens = dataset.tokens(split)
    begins = np.flatnonzero(tokens == 0)
    assert not len(tokens) or begins[0] == 0
    return [dataset.tokenizer.decode(part[1:].tolist()) for part in np.split(tokens, begins)[1:]]


def test_every_document_lands_whole_in_exactly_one_split(tmp_path: Path, corpus: Path) -> None:
    dataset = prepare([corpus], tmp_path / "data", SMALL)
    held = [text for split in SPLITS for text in documents_of(dataset, split)]
    assert sorted(held) == sorted(file.read_text(encoding="utf-8").strip() for file in corpus.iterdir())
    assert all(documents_of(dataset, split) for split in SPLITS)


def test_training_text_keeps_the_order_of_the_corpus(tmp_path: Path, corpus: Path) -> None:
    dataset = prepare(
        [corpus], tmp_path / "data", CorpusSettings(vocabulary_size=400, valid_share=0, test_share=0)
    )
    assert documents_of(dataset, "train") == [book(40, seed=number).strip() for number in range(30)]


def test_few_documents_give_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(book(900), encoding="utf-8")
    dataset = prepare([path], tmp_path / "data", SMALL)
    assert "\n".join(documents_of(dataset, split)[0] for split in SPLITS) == book(900).strip()


def test_counts_are_of_what_is_on_disk(tmp_path: Path, corpus: Path) -> None:
    dataset = prepare([corpus], tmp_path / "data", SMALL)
    for split, counts in dataset.counts.items():
        texts = documents_of(dataset, split)
        assert counts.tokens == len(dataset.tokens(split))
        assert counts.words == sum(len(text.split()) for text in texts)
        assert counts.characters == sum(map(len, texts))
        assert counts.documents == len(texts)


def test_texts_given_for_validation_and_test_are_used_and_nothing_is_held_out(
    tmp_path: Path, corpus: Path
) -> None:
    files = {name: tmp_path / f"{name}.txt" for name in ("valid", "test")}
    for number, file in enumerate(files.values()):
        file.write_text(book(40, seed=100 + number), encoding="utf-8")
    dataset = prepare([corpus], tmp_path / "data", SMALL, valid=[files["valid"]], test=[files["test"]])
    assert dataset.counts["train"].documents == 30
    assert documents_of(dataset, "valid") == [book(40, seed=100).strip()]
    assert documents_of(dataset, "test") == [book(40, seed=101).strip()]


def test_a_split_that_nobody_wants_is_empty(tmp_path: Path, corpus: Path) -> None:
    dataset = prepare([corpus], tmp_path / "data", CorpusSettings(vocabulary_size=400, test_share=0))
    assert len(dataset.tokens("test")) == 0
    assert len(dataset.tokens("valid")) > 0


def test_tokens_are_mapped_read_only(tmp_path: Path, corpus: Path) -> None:
    tokens = prepare([corpus], tmp_path / "data", SMALL).tokens("train")
    assert isinstance(tokens, np.memmap)
    assert tokens.dtype == np.dtype("<u2")
    with pytest.raises(ValueError, match="read-only"):
        tokens[0] = 1


def test_a_large_vocabulary_takes_wider_numbers(tmp_path: Path, corpus: Path) -> None:
    tokenizer = learn_tokenizer(paragraphs(50), "bytes", 400)
    tokenizer.add_tokens([f"<|extra {number}|>" for number in range(70_000)])
    dataset = prepare([corpus], tmp_path / "data", SMALL, tokenizer=tokenizer)
    assert dataset.tokens("train").dtype == np.dtype("<u4")
    assert len(documents_of(dataset, "train")) == dataset.counts["train"].documents


def test_a_given_tokenizer_is_used_as_it_is(tmp_path: Path, corpus: Path) -> None:
    tokenizer = learn_tokenizer(paragraphs(50), "bytes", 300)
    dataset = prepare([corpus], tmp_path / "data", SMALL, tokenizer=tokenizer)
    assert dataset.tokenizer.get_vocab() == tokenizer.get_vocab()
    assert dataset.vocabulary_size == 300


def test_the_tokenizer_never_sees_held_out_text(tmp_path: Path, corpus: Path) -> None:
    for file in corpus.iterdir():
        own_name = "".join(chr(ord("k") + int(digit)) for digit in file.stem)
        file.write_text(f"{book(40, int(file.stem))}Her name was Z{own_name}.\n")
    dataset = prepare([corpus], tmp_path / "data", CorpusSettings(pieces="words", vocabulary_size=5000))
    unknown = dataset.tokenizer.token_to_id(UNKNOWN)
    for split in ("valid", "test"):
        assert np.sum(dataset.tokens(split) == unknown) == dataset.counts[split].documents
    assert unknown not in dataset.tokens("train")


def test_documents_without_text_are_left_out(tmp_path: Path, corpus: Path) -> None:
    (corpus / "00a.txt").write_text("\n\n \n")
    (corpus / "99.txt").write_text("\n\f\n\f\nA last word.\n\f\n")
    dataset = prepare([corpus], tmp_path / "data", SMALL)
    assert sum(counts.documents for counts in dataset.counts.values()) == 31


def test_what_was_read_and_what_was_not_is_reported(tmp_path: Path, corpus: Path) -> None:
    (corpus / "cover.png").write_bytes(b"\x89PNG")
    cut = gzip.compress(book(40, 99).encode())
    (corpus / "cut.txt.gz").write_bytes(cut[: len(cut) // 2])
    (corpus / "empty.txt").write_text("\n \n")
    (corpus / "~$draft.docx").write_bytes(b"lock")
    plain = prepare([corpus], tmp_path / "data", SMALL)
    assert {Path(path).name: reason for path, reason in plain.report.skipped} == {
        "cover.png": "is of a kind that is not read",
        "cut.txt.gz": "is damaged",
        "empty.txt": "holds no text",
        "~$draft.docx": "is the lock file of a document that is open in another program",
    }
    assert plain.report.read == {
        ".txt": KindRead(30, 30, sum(c.characters for c in plain.counts.values()) + 30)
    }
    assert Dataset.open(tmp_path / "data").report == plain.report


def test_a_file_damaged_in_its_midst_leaves_nothing_behind(tmp_path: Path, corpus: Path) -> None:
    whole = prepare([corpus], tmp_path / "whole", SMALL)
    # Its first half can be unpacked, and is as long as a block.
    long = gzip.compress(f"{book(30_000, 7)}\n\f\n{book(30_000, 8)}".encode(), 1)
    (corpus / "05b.txt.gz").write_bytes(long[:-100])
    with_it = prepare([corpus], tmp_path / "with", SMALL)
    assert with_it.counts == whole.counts
    assert with_it.tokenizer.get_vocab() == whole.tokenizer.get_vocab()


@pytest.mark.parametrize("bad", ["cut.txt.gz", "~$draft.docx", "gone.txt"])
def test_who_is_strict_is_told_of_the_first_bad_file(tmp_path: Path, corpus: Path, bad: str) -> None:
    if bad == "gone.txt":
        (corpus / bad).symlink_to(corpus / "nowhere.txt")
    else:
        (corpus / bad).write_bytes(b"\x1f\x8b bad")
    (corpus / "cover.png").write_bytes(b"\x89PNG")
    assert prepare([corpus], tmp_path / "data", SMALL).counts["train"].tokens
    with pytest.raises(CorpusError, match=re.escape(bad)):
        prepare([corpus], tmp_path / "strict", SMALL, strict=True)


def test_a_text_to_validate_on_is_not_learned_from(tmp_path: Path, corpus: Path) -> None:
    held_out = corpus / "03.txt"
    (corpus / "copy.md").write_text(held_out.read_text())
    dataset = prepare([corpus], tmp_path / "data", SMALL, valid=[held_out])
    without = prepare(
        [file for file in sorted(corpus.iterdir()) if file.name not in ("03.txt", "copy.md")],
        tmp_path / "without",
        SMALL,
        valid=[held_out],
    )
    assert dataset.counts == without.counts
    assert dataset.report.skipped == ((str(held_out), "is a text for --valid, and is not learned from"),)
    assert [note for note in dataset.report.notes if "copy.md stands in" in note]


def test_copies_alone_of_what_is_held_out_are_one_clear_sentence(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(book(300, 1))
    with pytest.raises(CorpusError, match=r"All texts to learn from stand in those for --valid"):
        prepare([tmp_path / "a.txt"], tmp_path / "data", SMALL, valid=[tmp_path / "b.txt"])


def test_the_same_stories_in_two_formats_stay_on_one_side(tmp_path: Path, corpus: Path) -> None:
    for file in sorted(corpus.iterdir()):
        lines = "".join(f"<p>{line}</p>\n" for line in file.read_text().splitlines())
        file.with_suffix(".html").write_text(f"<h1>{file.stem}</h1>{lines}")
    dataset = prepare([corpus], tmp_path / "data", CorpusSettings(vocabulary_size=400, test_share=0.1))
    stories: dict[str, set[str]] = {}
    for split in SPLITS:
        for text in documents_of(dataset, split):
            stories.setdefault(text[-200:], set()).add(split)
    assert len(stories) == 30
    assert all(len(splits) == 1 for splits in stories.values())
    assert {"valid", "test"} <= set().union(*stories.values())
    assert "stay on the same side of the split" in dataset.report.notes[0]


def test_of_few_texts_a_copy_is_left_out(tmp_path: Path) -> None:
    for name, text in (("a.txt", book(300, 1)), ("b.md", book(290, 1)), ("c.txt", book(300, 2))):
        (tmp_path / name).write_text(text)
    files = [tmp_path / name for name in ("a.txt", "b.md", "c.txt")]
    dataset = prepare(files, tmp_path / "data", SMALL)
    alone = prepare([files[0], files[2]], tmp_path / "alone", SMALL)
    assert dataset.counts == alone.counts
    assert "the shorter of them is left out" in dataset.report.notes[0]


def test_progress_goes_through_its_stages_to_the_end(tmp_path: Path, corpus: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    prepare([corpus], tmp_path / "data", SMALL, progress=lambda *now: seen.append(now))
    stages = [stage for stage, _, _ in seen]
    assert stages == sorted(stages, key=["reading", "learning", "encoding"].index)
    encoding = [(done, total) for stage, done, total in seen if stage == "encoding"]
    assert [done for done, _ in encoding] == sorted(done for done, _ in encoding)
    assert encoding[-1][0] == encoding[-1][1]


def counting(calls: list[str]) -> Callable[[str, int, int | None], None]:
    return lambda stage, done, total: calls.append(stage)


def test_an_unchanged_corpus_is_not_read_again(tmp_path: Path, corpus: Path) -> None:
    first = prepare([corpus], tmp_path / "data", SMALL)
    before = (tmp_path / "data" / "train.bin").stat().st_mtime_ns
    calls: list[str] = []
    second = prepare([corpus], tmp_path / "data", SMALL, progress=counting(calls))
    assert calls == []
    assert (tmp_path / "data" / "train.bin").stat().st_mtime_ns == before
    assert second.counts == first.counts


def touch(corpus: Path) -> None:
    os.utime(corpus / "03.txt", ns=(1, 1))


def add(corpus: Path) -> None:
    (corpus / "new.txt").write_text(book(3))


def remove(corpus: Path) -> None:
    (corpus / "03.txt").unlink()


@pytest.mark.parametrize("change", [touch, add, remove])
def test_a_changed_corpus_is_encoded_again(
    tmp_path: Path, corpus: Path, change: Callable[[Path], None]
) -> None:
    prepare([corpus], tmp_path / "data", SMALL)
    change(corpus)
    calls: list[str] = []
    prepare([corpus], tmp_path / "data", SMALL, progress=counting(calls))
    assert "encoding" in calls


@pytest.mark.parametrize(
    "settings",
    [
        CorpusSettings(vocabulary_size=401),
        CorpusSettings(vocabulary_size=400, lowercase=True),
        CorpusSettings(vocabulary_size=400, pieces="words"),
        CorpusSettings(vocabulary_size=400, seed=5),
        CorpusSettings(vocabulary_size=400, valid_share=0.1),
    ],
)
def test_changed_settings_encode_again(tmp_path: Path, corpus: Path, settings: CorpusSettings) -> None:
    prepare([corpus], tmp_path / "data", SMALL)
    calls: list[str] = []
    dataset = prepare([corpus], tmp_path / "data", settings, progress=counting(calls))
    assert "encoding" in calls
    assert dataset.settings == settings


def test_a_dataset_opens_without_its_corpus(tmp_path: Path, corpus: Path) -> None:
    prepared = prepare([corpus], tmp_path / "data", SMALL)
    (tmp_path / "corpus").rename(tmp_path / "elsewhere")
    opened = Dataset.open(tmp_path / "data")
    assert opened.counts == prepared.counts
    assert opened.settings == SMALL
    assert np.array_equal(opened.tokens("train"), prepared.tokens("train"))


def cut_short(folder: Path) -> None:
    (folder / "valid.bin").write_bytes((folder / "valid.bin").read_bytes()[:-2])


def without_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def broken_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def without_data(folder: Path) -> None:
    (folder / "data.json").unlink()


def broken_data(folder: Path) -> None:
    (folder / "data.json").write_text('{"format_version": 1, "dtype"')


def other_version(folder: Path) -> None:
    data = json.loads((folder / "data.json").read_text())
    (folder / "data.json").write_text(json.dumps({**data, "format_version": 99}))


@pytest.mark.parametrize(
    "damage", [cut_short, without_tokenizer, broken_tokenizer, without_data, broken_data, other_version]
)
def test_a_broken_dataset_is_one_clear_sentence_and_is_made_again(
    tmp_path: Path, corpus: Path, damage: Callable[[Path], None]
) -> None:
    whole = prepare([corpus], tmp_path / "data", SMALL)
    expected = np.array(whole.tokens("train"))
    damage(tmp_path / "data")
    with pytest.raises(RunError, match=r"data .*; prepare the corpus again\.$"):
        Dataset.open(tmp_path / "data")
    assert np.array_equal(prepare([corpus], tmp_path / "data", SMALL).tokens("train"), expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"^The corpus holds no text; add files that do\.$"),
        (" \n\n\f\n", r"^The corpus holds no text; add files that do\.$"),
        (
            "word",
            r"^The corpus holds only 1 word \(\d tokens\) to train on, but at least 500 tokens are needed",
        ),
        (
            "A short story. " * 10,
            r"^The corpus holds only \d+ words \(\d+ tokens\) .* needed; add more text\.$",
        ),
    ],
)
def test_too_small_a_corpus_is_one_clear_sentence(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(text)
    with pytest.raises(CorpusError, match=message):
        prepare([path], tmp_path / "data", SMALL)
    assert not (tmp_path / "data" / "data.json").exists()
    assert not list((tmp_path / "data").glob("*.tmp"))


def test_an_empty_validation_text_is_one_clear_sentence(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "valid.txt").touch()
    with pytest.raises(CorpusError, match=r"^There is no text for valid; add more text"):
        prepare([corpus], tmp_path / "data", SMALL, valid=[tmp_path / "valid.txt"])


def test_a_corpus_of_bad_files_alone_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "17.txt").write_bytes(bytes(1000))
    with pytest.raises(
        CorpusError, match=r"17\.txt is not a text file .* there is nothing else to learn from"
    ):
        prepare([tmp_path / "17.txt"], tmp_path / "data", SMALL)


def test_a_tokenizer_without_an_end_token_is_one_clear_sentence(tmp_path: Path, corpus: Path) -> None:
    from tokenizers import Tokenizer, models

    tokenizer = Tokenizer(models.WordLevel({"a": 0}, unk_token="a"))
    with pytest.raises(CorpusError, match=r"^The given tokenizer has no <\|end\|> token; use one that"):
        prepare([corpus], tmp_path / "data", SMALL, tokenizer=tokenizer)


@pytest.mark.parametrize("share", [-0.1, 0.5, 1.0])
def test_a_share_out_of_range_is_one_clear_sentence(share: float) -> None:
    with pytest.raises(PresetError, match=r"valid_share is .*, but has to lie between 0 and 0\.4\."):
        CorpusSettings(valid_share=share)
