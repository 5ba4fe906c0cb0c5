"""Where windows leave requests for the model's thread.

It holds one request of a kind: a newer one replaces an older one that was not begun, and one that is being
worked on is told that it is stale.
"""

import threading
from typing import NamedTuple

from desktop.editor.inference.requests import (
    CompareRequest,
    ContinueRequest,
    LoadRequest,
    PrepareRequest,
    ProposeRequest,
    RephraseRequest,
    RereadRequest,
    SuggestRequest,
    WordsRequest,
)

MOST_COMPARES = 50


class Forget(NamedTuple):
    """The model is to forget what it has read."""


class DropText(NamedTuple):
    """A text is not to be reread any more; what was kept of it can go."""

    text: int


class Measure(NamedTuple):
    """Nothing came for as long as the thread was ready to wait: time to measure."""


Aside = ProposeRequest | RephraseRequest
Request = (
    LoadRequest
    | Forget
    | SuggestRequest
    | ContinueRequest
    | WordsRequest
    | ProposeRequest
    | RephraseRequest
    | PrepareRequest
    | CompareRequest
    | DropText
    | RereadRequest
    | Measure
)


class Mailbox:
    """Requests in the order of their urgency, for one reader; every method may be called by any thread.

    Attributes:
        is_loading: Whether a model is on its way.
        is_closed: The program ends.
    """

    def __init__(self) -> None:
        self._mail = threading.Condition()
        self._load: LoadRequest | None = None
        self._forget = False
        self._suggest: SuggestRequest | None = None
        self._continue: ContinueRequest | None = None
        self._words: WordsRequest | None = None
        self._aside: Aside | None = None
        self._prepare: PrepareRequest | None = None
        self._rereads: dict[int, RereadRequest] = {}  # by text, the one that waits longest first
        self._dropped: list[DropText] = []
        self._compares: list[CompareRequest] = []
        # Tickets of what is still wanted, 0 for none: a ghost or continuation, a list of words, what takes
        # its time beside the page; of whole texts, by text.
        self._wanted = self._wanted_words = self._wanted_aside = 0
        self._wanted_rereads: dict[int, int] = {}
        self.is_loading = False
        self.is_closed = False

    def load(self, request: LoadRequest) -> None:
        """Load a model; what was asked of the one before is not wanted any more."""
        with self._mail:
            self._load = request
            self.is_loading = True
            self._suggest = self._continue = self._words = self._aside = None
            self._wanted = self._wanted_words = self._wanted_aside = 0
            self._rereads, self._wanted_rereads = {}, {}
            self._mail.notify_all()

    def ask(self, request: SuggestRequest | ContinueRequest) -> ContinueRequest | None:
        """Ask; older requests are no longer wanted. Returns another continuation, if it was not begun."""
        with self._mail:
            dropped = self._continue
            self._suggest = request if isinstance(request, SuggestRequest) else None
            self._continue = request if isinstance(request, ContinueRequest) else None
            self._wanted = request.ticket
            self._mail.notify_all()
            return dropped

    def ask_words(self, request: WordsRequest, again: bool = False) -> None:
        """Ask for a list of words, once no ghost is waited for; older lists are no longer wanted.

        Args:
            request: Where.
            again: It made way for something urgent, and a newer request, or none, goes before it.
        """
        with self._mail:
            if again and (self._words or self._wanted_words != request.ticket):
                return
            self._words = request
            self._wanted_words = request.ticket
            self._mail.notify_all()

    def ask_aside(self, request: Aside) -> int:
        """Ask for something that takes its time, beside the page. Returns the ticket that it displaces."""
        with self._mail:
            displaced, self._wanted_aside = self._wanted_aside, request.ticket
            self._aside = request
            self._mail.notify_all()
            return displaced

    def done_aside(self, ticket: int) -> None:
        """What takes its time is answered."""
        with self._mail:
            if self._wanted_aside == ticket:
                self._wanted_aside = 0

    def ask_reread(self, request: RereadRequest, again: bool = False) -> None:
        """Reread a text when nothing else is asked, in place of an older request for the same text.

        Args:
            request: Which text.
            again: It made way for something urgent, and a newer request, or none, goes before it.
        """
        with self._mail:
            if again and self._wanted_rereads.get(request.text) != request.ticket:
                return
            if not again or request.text not in self._rereads:
                self._rereads[request.text] = request
                self._wanted_rereads[request.text] = request.ticket
            self._mail.notify_all()

    def compare(self, request: CompareRequest) -> None:
        """Compare when nothing else is asked; of very many only the latest."""
        with self._mail:
            self._compares = [*self._compares, request][-MOST_COMPARES:]
            self._mail.notify_all()

    def drop_text(self, text: int) -> None:
        """Do not reread a text any more."""
        with self._mail:
            self._rereads.pop(text, None)
            self._wanted_rereads.pop(text, None)
            self._dropped.append(DropText(text))
            self._mail.notify_all()

    def cancel(self, ticket: int) -> None:
        """Say that an answer is no longer wanted."""
        with self._mail:
            if self._wanted == ticket:
                self._wanted = 0
                self._suggest = self._continue = None
            if self._wanted_words == ticket:
                self._wanted_words, self._words = 0, None
            if self._wanted_aside == ticket:
                self._wanted_aside, self._aside = 0, None
            for text, wanted in list(self._wanted_rereads.items()):
                if wanted == ticket:
                    del self._wanted_rereads[text]
                    self._rereads.pop(text, None)

    def prepare(self, request: PrepareRequest, again: bool = False) -> None:
        """Read ahead as soon as nothing else is asked, in place of an older request to do so.

        Args:
            request: What to read.
            again: It was broken off, and a newer request, or one to forget, goes before it.
        """
        with self._mail:
            if again and (self._prepare or self._forget):
                return
            self._prepare = request
            self._mail.notify_all()

    def forget(self) -> None:
        """Let the model forget what it has read."""
        with self._mail:
            self._forget = True
            self._prepare = None
            self._mail.notify_all()

    def clear(self) -> list[int]:
        """Take out all that was asked of a model; returns the tickets that were wanted."""
        with self._mail:
            all_wanted = (
                self._wanted,
                self._wanted_words,
                self._wanted_aside,
                *self._wanted_rereads.values(),
            )
            wanted = [ticket for ticket in all_wanted if ticket]
            self._rereads, self._wanted_rereads, self._dropped, self._compares = {}, {}, [], []
            self._wanted = self._wanted_words = self._wanted_aside = 0
            self._suggest = self._continue = self._words = self._aside = self._prepare = None
            self._forget = False
            return wanted

    def close(self) -> None:
        """The program ends."""
        with self._mail:
            self.is_closed = True
            self._wanted = self._wanted_words = self._wanted_aside = 0
            self._wanted_rereads = {}
            self._mail.notify_all()

    def wants(self, request: Request) -> bool:
        """Whether somebody still waits for the answer; what nobody waits for is always wanted."""
        if isinstance(request, (SuggestRequest, ContinueRequest)):
            return self._wanted == request.ticket
        if isinstance(request, WordsRequest):
            return self._wanted_words == request.ticket
        if isinstance(request, (ProposeRequest, RephraseRequest)):
            return self._wanted_aside == request.ticket
        if isinstance(request, RereadRequest):
            return self._wanted_rereads.get(request.text) == request.ticket
        return True

    def loaded(self) -> None:
        """A model was loaded, or cannot be."""
        with self._mail:
            self.is_loading = self._load is not None

    def take(self, patience: float | None) -> Request | None:
        """Wait for a request, for ever or for some seconds; None means that the program ends."""
        with self._mail:
            if not self._mail.wait_for(lambda: not self.is_idle or self._has_texts, patience):
                return Measure()
            if self.is_closed:
                return None
            if load := self._load:
                self._load = None
                return load
            if (urgent := self._take_urgent()) is not None:
                return urgent
            if aside := self._aside:
                self._aside = None
                return aside
            if reading := self._prepare:
                self._prepare = None
                return reading
            if self._compares:
                return self._compares.pop(0)
            if self._dropped:
                return self._dropped.pop()
            return self._rereads.pop(next(iter(self._rereads)))

    def take_meanwhile(self) -> Request | None:
        """Take out what is to be answered in the middle of something that takes its time, if anything is."""
        with self._mail:
            return None if self.is_closed or self._load else self._take_urgent()

    def _take_urgent(self) -> Request | None:
        if self._forget:
            self._forget = False
            return Forget()
        if suggest := self._suggest:
            self._suggest = None
            return suggest
        if story := self._continue:
            self._continue = None
            return story
        words, self._words = self._words, None
        return words

    @property
    def is_urgent(self) -> bool:
        """Whether there is something to do that somebody waits for."""
        return bool(self.is_closed or self._load or self._forget or self._suggest or self._continue)

    @property
    def _has_texts(self) -> bool:
        return bool(self._compares or self._dropped or self._rereads)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do, unless texts are to be reread."""
        return not (self.is_urgent or self._words or self._aside or self._prepare)
