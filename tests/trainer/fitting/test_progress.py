import io

from rich.console import Console

from trainer.fitting.fit_listener import FitProgress, perplexity
from trainer.fitting.progress import BarListener
from trainer.fitting.run import Validation


def test_the_bar_ends_at_the_last_perplexity():
    shown = io.StringIO()
    listener = BarListener(Console(file=shown, force_terminal=True, width=200), "tokens", perplexities=True)
    with listener:
        listener.on_step(FitProgress(9, 9, 90, 1.0, 90.0, 0.1, 2.0, None, perplexity=77.7))
        listener.on_validation(Validation(9, 90, 2.0, 3.0, 0.0, 0.1, 90.0, 1.0), "It was", best=True)
    end = shown.getvalue()[-400:]
    assert "valid perplexity 20.1" in end
    assert "77.7" not in end.rsplit("\n", 2)[-1]


def test_a_model_gone_astray_has_a_perplexity_too():
    assert perplexity(1e9) == perplexity(700.0) < float("inf")
