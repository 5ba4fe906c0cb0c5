from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from tests.bench.rivals.kept import Kept


class Counting:
    """Answers, and counts how often."""

    def __init__(self):
        self.asked = self.forgot = 0

    def suggest(self, left, right, settings):
        self.asked += 1
        return [Suggestion(f"{left}{right}{settings.precision}é", 0.25)]

    def forget(self):
        self.forgot += 1


def test_what_was_asked_before_is_not_asked_again_not_even_after_a_restart(tmp_path):
    path, engine = tmp_path / "runs" / "answers.sqlite", Counting()
    kept = Kept(engine, path, "one")
    first = kept.suggest("a", "b", SuggestSettings())
    took = kept.milliseconds
    assert kept.suggest("a", "b", SuggestSettings()) == first == [Suggestion("ab0.35é", 0.25)]
    kept.forget()
    again = Kept(engine, path, "one")
    assert again.suggest("a", "b", SuggestSettings()) == first
    assert again.milliseconds == took > 0.0
    assert (engine.asked, engine.forgot) == (1, 1)


def test_another_question_or_another_system_is_asked(tmp_path):
    path, engine = tmp_path / "answers.sqlite", Counting()
    kept = Kept(engine, path, "one")
    for left, right, settings in (
        ("a", "b", SuggestSettings()),
        ("ab", "", SuggestSettings()),
        ("a", "b", SuggestSettings(precision=0.5)),
    ):
        kept.suggest(left, right, settings)
    Kept(engine, path, "two").suggest("a", "b", SuggestSettings())
    assert engine.asked == 4
