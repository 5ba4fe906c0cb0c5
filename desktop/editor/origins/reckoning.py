"""What is known of a text, or of all texts of a story, found out on a thread of its own."""

import contextlib
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.finding.taken_text import TakenText
from desktop.editor.messages.engine_words import told
from desktop.editor.origins.live_origins import in_characters
from desktop.engine.documents.documents import read_document
from desktop.engine.errors import InklingError
from desktop.engine.origins.origin import Origin, Record
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.origins.stretches import stretches_of
from desktop.engine.origins.telling import Account, account_of
from desktop.engine.origins.word_map import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Text:
    """A text that is to be reckoned with.

    Attributes:
        title: What the writer calls it.
        path: Its file; None for the text on the page.
    """

    title: str
    path: Path | None = None


@dataclass(frozen=True, eq=False)
class OnPage:
    """What is known of the text on the page."""

    text: TakenText
    words: Words
    put_in: Mapping[Origin, int]


@dataclass(frozen=True)
class Reckoned:
    """What was found out.

    Attributes:
        accounts: Of each text that could be read.
        problem: Why one could not be; "" if all could.
    """

    accounts: Sequence[tuple[Text, Account]]
    problem: str = ""


class Reckoning(QObject):
    """Finds out one thing at a time; what is asked last is answered.

    Signals:
        done: A `Reckoned`.
    """

    done = Signal(object)
    _finished = Signal(int, object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-statement")
        self._ticket = 0
        self._finished.connect(self._on_finished)

    def ask(self, texts: Sequence[Text], on_page: OnPage) -> None:
        """Find out about texts."""
        self._ticket += 1
        self._executor.submit(self._reckon, self._ticket, tuple(texts), on_page)

    def end(self) -> None:
        """Find out nothing more."""
        self._ticket += 1
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _on_finished(self, ticket: int, reckoned: Reckoned) -> None:
        if ticket == self._ticket:
            self.done.emit(reckoned)

    def _reckon(self, ticket: int, texts: Sequence[Text], on_page: OnPage) -> None:
        accounts, problem = [], ""
        for text in texts:
            if ticket != self._ticket:
                return
            try:
                accounts.append((text, _account(text, on_page)))
            except InklingError as error:
                problem = told(error.sentence)
            except Exception:
                log.exception("What was suggested could not be counted")
        with contextlib.suppress(RuntimeError):  # the dialog is gone
            self._finished.emit(ticket, Reckoned(accounts, problem))


def _account(text: Text, on_page: OnPage) -> Account:
    if text.path:
        return account_of(read_document(text.path).text, OriginFile(text.path).read().record)
    words = in_characters(on_page.words, on_page.text)
    return account_of(on_page.text.text, Record(stretches_of(on_page.text.text, words), on_page.put_in))
