"""One training text of several collections."""

import lzma

import pytest

from tests.bench.training.mix_books import main, read_books

TITLES = "first\nalpha\nbeta\n\nsecond\ngamma\ndelta\nepsilon\n"


@pytest.fixture
def given(tmp_path):
    (tmp_path / "first.txt.xz").write_bytes(lzma.compress("Alpha, é.\nMore.\n\f\nBeta.\n".encode()))
    (tmp_path / "second.txt").write_text("Gamma.\n\f\nDelta.\n\f\nEpsilon.\n\n", encoding="utf-8")
    (tmp_path / "titles.txt").write_text(TITLES, encoding="utf-8")
    return tmp_path


def mix(folder, *more) -> list[str]:
    out = folder / "mixed.txt"
    main([str(folder / "first.txt.xz"), str(folder / "second.txt"), "--out", str(out), *more])
    return [book.decode() for book in read_books(out)]


def test_all_books_are_there_whole_in_an_order_of_the_seeds(given):
    orders = {tuple(mix(given, "--seed", str(seed))) for seed in range(6)}
    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {
        ("Alpha, é.\nMore.", "Beta.", "Delta.", "Epsilon.", "Gamma.")
    }
    assert mix(given) == mix(given)


def test_a_book_that_two_collections_hold_is_read_once(given):
    (given / "twice.txt").write_text("beta\nepsilon\n", encoding="utf-8")
    more = ("--titles", str(given / "titles.txt"), "--leave-out", str(given / "twice.txt"))
    assert sorted(mix(given, *more)) == ["Alpha, é.\nMore.", "Delta.", "Gamma."]


def test_lists_that_do_not_fit_the_collections_are_refused(given):
    (given / "twice.txt").write_text("omega\n", encoding="utf-8")
    more = ("--titles", str(given / "titles.txt"), "--leave-out", str(given / "twice.txt"))
    with pytest.raises(SystemExit, match="No collection lists omega"):
        mix(given, *more)
    (given / "titles.txt").write_text("first\nalpha\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"first\.txt\.xz holds 2 books, but 1 titles"):
        mix(given, *more)
