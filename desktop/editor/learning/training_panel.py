"""What is seen of a training: what it would do, how far it is, what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.goals.figure_words import FigureWords
from desktop.editor.learning.earlier_works import EarlierWorks
from desktop.editor.learning.estimate import expected_seconds
from desktop.editor.learning.loss_chart import LossChart
from desktop.editor.learning.training import State, Training
from desktop.editor.messages.wording import in_a_row, plain
from desktop.engine.learning.plan import LEAST_WORDS
from desktop.engine.learning.steps import Step
from desktop.engine.learning.trainer import install_command
from desktop.engine.shown import shown

PARTS = 1000  # of the progress bar
SAMPLE_LINES = 4
LONGEST_SAMPLE = 2000  # characters


class TrainingPanel(QGroupBox):
    """Begins a training, shows it, stops it.

    Args:
        training: The training.
        works: What it learns from.
        base: Gives the model to go on from and its name; None if there is none.
        parent: See `QGroupBox`.

    Signals:
        use: The folder of a model that is to be used from now on.
    """

    use = Signal(object)

    def __init__(
        self,
        training: Training,
        works: EarlierWorks,
        base: Callable[[], tuple[Path, str] | None],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setObjectName("training")
        self._training, self._works, self._base = training, works, base
        self.status = QLabel(self)
        self.status.setObjectName("training_status")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        # The command that installs the trainer is there to be copied.
        self.status.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.bar = QProgressBar(self)
        self.bar.setRange(0, PARTS)
        self.chart = LossChart(self)
        self.samples = QPlainTextEdit(self)
        self.samples.setReadOnly(True)
        self.samples.setTabChangesFocus(True)
        self.samples.setObjectName("samples")
        self.samples.setFixedHeight((SAMPLE_LINES + 1) * self.samples.fontMetrics().lineSpacing())
        self.begin = self._button("begin_training", self._begin)
        self.stop = self._button("stop_training", training.stop)
        self.go_on = self._button("go_on_training", training.go_on)
        self.discard = self._button("discard_training", training.discard)
        self.use_model = self._button("use_trained", self._use)
        row = QHBoxLayout()
        for button in (self.begin, self.stop, self.go_on, self.use_model, self.discard):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.status)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.chart)
        column.addWidget(self.samples)
        self._figures = FigureWords(self)
        self._said = ""
        training.changed.connect(self.look)
        works.changed.connect(self.look)
        self._retranslate()

    def _button(self, name: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: action())
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setTitle(self.tr("A model that goes on learning from these works"))
        self.status.setAccessibleName(self.tr("About the training"))
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.samples.setAccessibleName(self.tr("What the model writes as it learns"))
        self.begin.setText(self.tr("&Begin"))
        self.stop.setText(self.tr("S&top"))
        self.go_on.setText(self.tr("&Go On"))
        self.discard.setText(self.tr("&Throw Away"))
        self.discard.setToolTip(self.tr("Delete this training; a model that came of it stays"))
        self.use_model.setText(self.tr("&Use the New Model"))
        self.look()

    # --- what is shown -----------------------------------------------------------------------------------

    def look(self) -> None:
        """Show how it stands."""
        training, state = self._training, self._training.state
        is_ready = bool(training.can_train)
        self.begin.setVisible(state is State.NONE)
        self.begin.setEnabled(is_ready and self._words >= LEAST_WORDS and self._base() is not None)
        self.stop.setVisible(training.is_busy)
        self.stop.setEnabled(state in (State.BEGINNING, State.RUNNING))
        self.go_on.setVisible(state is State.STOPPED)
        self.go_on.setEnabled(is_ready)
        self.discard.setVisible(state in (State.STOPPED, State.DONE))
        self.use_model.setVisible(state is State.DONE and training.model is not None)
        has_begun = state is not State.NONE
        for widget in (self.bar, self.chart, self.samples):
            widget.setVisible(has_begun)
        self.bar.setVisible(has_begun and state is not State.DONE)
        self.bar.setValue(round(PARTS * training.share))
        self.chart.show_fit(training.fit)
        samples = training.fit.samples
        self.samples.setVisible(bool(samples))
        text = "\n\n".join(shown(" ".join(sample.split()), LONGEST_SAMPLE) for sample in reversed(samples))
        if text != self.samples.toPlainText():
            self.samples.setPlainText(text)
        sentence = self.sentence
        self.status.setText(sentence)
        if sentence != self._said and state is State.DONE:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._said = sentence

    @property
    def _words(self) -> int:
        return sum(work.words for work in self._works.shelf.all())

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        training = self._training
        if training.state is State.DONE:
            return self._outcome()
        if training.failure:
            return training.failure
        if training.can_train is False and not training.is_busy:
            return self.tr(
                "With the trainer, the model goes on learning from your works; install it with: {command}"
            ).format(command=install_command())
        if training.state is State.NONE:
            return self._offer()
        if training.state is State.STOPPED:
            return self.tr("Stopped; “{command}” takes it up where it was.").format(
                command=plain(self.go_on.text())
            )
        if training.state is State.STOPPING:
            return self.tr("Saving what was learned…")
        if training.state is State.BEGINNING:
            return self.tr("Laying out your works…")
        return self._running()

    def _offer(self) -> str:
        if self._training.can_train is None:
            return self.tr("Looking for the trainer…")
        base, words = self._base(), self._words
        if base is None:
            return self.tr("The model in use brings no weights to go on from; choose another one first.")
        if words < LEAST_WORDS:
            return self.tr(
                "With %Ln word(s) or more, the model can go on learning from your works.", None, LEAST_WORDS
            )
        return self.tr(
            "“{model}” goes on learning from %Ln word(s) of yours, for about {time}, while you write. It can "
            "be stopped at any time. The new model is kept only if it suggests better.",
            None,
            words,
        ).format(model=base[1], time=self._figures.duration(sum(expected_seconds(words).values())))

    def _running(self) -> str:
        training = self._training
        doing = {
            Step.KEYS_BEFORE: self.tr("Counting the keys that the old model saves"),
            Step.BEFORE: self.tr("Measuring the old model"),
            Step.FIT: self.tr("Learning"),
            Step.EXPORT: self.tr("Making a model of what was learned"),
            Step.CALIBRATE: self.tr("Telling the model how sure it may be"),
            Step.AFTER: self.tr("Measuring the new model"),
            Step.KEYS_AFTER: self.tr("Counting the keys that the new model saves"),
        }
        number, steps = training.steps_done
        words = self.tr("Step {number} of {steps}: {what}.").format(
            number=number, steps=steps, what=doing[training.step or Step.KEYS_AFTER]
        )
        left = training.fit.seconds_left
        if training.step is Step.FIT and left is not None:
            more = self.tr("It learns for about {time} more.").format(time=self._figures.duration(left))
            words = in_a_row([words, more])
        return words

    def _outcome(self) -> str:
        training, found = self._training, self._training.verdict
        if training.failure or found is None:
            return training.failure
        locale = QLocale()

        def percent(share: float) -> str:
            return locale.toString(100 * share, "f", 1)

        figures = self.tr(
            "On text of yours that neither has learned from, the new model saves {after} % of the keys and "
            "the old one {before} %; a word's perplexity is {new} instead of {old}."
        ).format(
            after=percent(found.keys_after),
            before=percent(found.keys_before),
            new=locale.toString(found.perplexity_after, "f", 0),
            old=locale.toString(found.perplexity_before, "f", 0),
        )
        if not found.is_better:
            return self.tr("Not better, so it was not kept. {figures}").format(figures=figures)
        if training.model is None:
            return self.tr("Better, but it is not there any more. {figures}").format(figures=figures)
        return self.tr("Better, and among the models now. {figures}").format(figures=figures)

    # --- what can be done --------------------------------------------------------------------------------

    def _begin(self) -> None:
        base = self._base()
        if base:
            self._training.begin(*base)

    def _use(self) -> None:
        if self._training.model:
            self.use.emit(self._training.model)
