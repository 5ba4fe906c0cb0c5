import os

import pytest

from trainer.corpus.fingerprint import content_fingerprint


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / "train.bin", tmp_path / "valid.bin"]
    for path in paths:
        path.write_bytes(bytes(range(250)) * 1000)
    return paths


def test_content_is_told_whatever_the_time(files):
    before = content_fingerprint(files)
    os.utime(files[0], (1, 1))
    assert content_fingerprint(files) == before


@pytest.mark.parametrize("place", [0, 100_000, 249_999])
def test_another_content_is_told(files, place):
    before = content_fingerprint(files)
    content = bytearray(files[1].read_bytes())
    content[place] ^= 1
    files[1].write_bytes(content)
    assert content_fingerprint(files) != before


def test_another_length_or_name_is_told(files, tmp_path):
    before = content_fingerprint(files)
    assert content_fingerprint([files[0], files[1].rename(tmp_path / "test.bin")]) != before
    files[0].write_bytes(b"")
    assert content_fingerprint([files[0]]) != before
