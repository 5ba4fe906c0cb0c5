"""What does not belong to a text taken out of it: boilerplate, control characters, typewriter dashes."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from trainer.texts.editorial import without_asides, without_marks
from trainer.texts.streams import take

# The longest licence in front of an old Project Gutenberg text has about 350 lines.
HEADER_PARAGRAPHS = 1000
# Credits and notes of those who made the file stand in the first paragraphs, or in the last ones.
CREDIT_PARAGRAPHS = 30
NOTE_PARAGRAPHS = 200

# As the parts of Project Gutenberg in other languages write its name.
_GUTENBERG = r"(?:Proje[ck]t|Projet|Progetto|Proye[ck]to|Projeto) Gutenberg"
# "START OF THE PROJECT GUTENBERG EBOOK", "... OF THE COPYRIGHTED PROJECT ...", "... OF DIESES PROJECT ...".
_START = re.compile(
    rf"\*\*\*\s*START OF\b.{{0,30}}\b{_GUTENBERG}|\*END[* ]*THE SMALL PRINT!|"
    r"<+\s*THIS ELECTRONIC VERSION OF THE COMPLETE WORKS",
    re.IGNORECASE,
)
_END = re.compile(
    rf"\*\*\*\s*END OF\b.{{0,30}}\b{_GUTENBERG}|"
    rf"^\W*(?:(?:This is the )?END OF|Ende|Fin|Einde|Fine|Fim|Loppu)\b.{{0,20}}\b{_GUTENBERG}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^\W*(?:(?:This |The )?(?:e-?text|e-?book|file|text) (?:was |is )?"
    r"(?:produced|prepared|transcribed|created|scanned)"
    r"|(?:produced|prepared|transcribed|scanned|digitized|proofread|html version) (?:by|from)\b.{0,300}$"
    r"|note: project gutenberg also has|project gutenberg editor's note"
    r"|.*(?:distributed proofread|www\.pgdp\.net|images generously made available))",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    r"^\W*(?:(?:the )?(?:e-?text )?transcriber['\u2019]?s?['\u2019]?\s+(?:end\s?)?(?:notes?|changes)\b"
    r"|typographical errors? corrected by the e-?text transcriber"
    r"|Anmerkung(?:en)? (?:zur|des) Transkri\w+"
    r"|Notes? (?:sur la transcription|du transcripteur|de transcription)"
    r"|Notas? (?:del? transcrip\w+|de transcri\w+)|Not[ae] del trascrittore|Opmerkingen van de bewerker)",
    re.IGNORECASE,
)

_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\ufffd]")
# That no line ends after some hyphens says nothing of the words.
_HYPHENS = re.compile("[\u2010\u2011]")
# Printers' signs for several letters, as text taken from PDF files has them.
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_DASHES = re.compile(r" ?(-{2,}) ?")
_ORNAMENT = re.compile(r"[\s*\-_=#~•·+.|—]+")


def clean(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs of a document as its author wrote them, in a stream; empty ones are left out."""
    for paragraph in without_asides(_without_notes(without_boilerplate(paragraphs))):
        text = clean_text(paragraph)
        if text:
            yield text


def clean_text(text: str) -> str:
    """One paragraph without control characters, soft hyphens and marks of its editors; "" for an ornament.

    A typewriter's `--` becomes an em dash, and the spaces around it go; four hyphens or more, which stand for
    a name left out, become two dashes.
    """
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", text)
    if _HYPHENS.search(text):
        text = _HYPHENS.sub("-", text)
    if _LIGATURES.search(text):
        text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = without_marks(text)
    if "--" in text:
        text = _DASHES.sub(lambda match: "—" if len(match[1]) < 4 else "——", text)
    text = text.strip()
    return "" if _ORNAMENT.fullmatch(text) and not text.startswith("...") else text


def without_boilerplate(paragraphs: Iterable[str]) -> Iterator[str]:
    """A text without Project Gutenberg's header and licence, also where several such texts stand in a row."""
    paragraphs = iter(paragraphs)
    head = take(paragraphs, HEADER_PARAGRAPHS)
    # A header may hold two start marks; those after the first end belong to the next text in the file.
    first_end = next((number for number, text in enumerate(head) if _END.search(text)), len(head))
    starts = [number for number, text in enumerate(head[:first_end]) if _START.search(text)]
    begin = starts[-1] + 1 if starts else 0
    inside = True
    for text in chain(head[begin:], paragraphs):
        if inside and _END.search(text):
            inside = False
        elif inside:
            yield text
        else:
            inside = _START.search(text) is not None


def _without_notes(paragraphs: Iterable[str]) -> Iterator[str]:
    """Leave out credits and transcriber's notes at a text's start, and the notes that end it."""
    paragraphs = iter(paragraphs)
    head = take(paragraphs, CREDIT_PARAGRAPHS)
    # The notes that end a short text stand among its first paragraphs, too.
    end = len(head) if len(head) == CREDIT_PARAGRAPHS else len(head) // 2
    yield from _without_credits(head[:end])
    waiting: deque[str] = deque(head[end:])
    while (text := waiting.popleft() if waiting else next(paragraphs, None)) is not None:
        if _heads_note(text):
            waiting.extend(take(paragraphs, NOTE_PARAGRAPHS - len(waiting)))
            following = next(paragraphs, None)
            if following is None:
                return
            # Too much follows for a note at the end: this one stands between two chapters.
            waiting.append(following)
            waiting.popleft()
        elif not _NOTE.match(text):
            yield text


def _without_credits(paragraphs: list[str]) -> Iterator[str]:
    below_heading = False
    for text in paragraphs:
        if not (below_heading or _NOTE.match(text) or _CREDIT.match(text)):
            yield text
        below_heading = _heads_note(text)


def _heads_note(text: str) -> bool:
    found = _NOTE.match(text)
    return found is not None and not any(character.isalpha() for character in text[found.end() :])
