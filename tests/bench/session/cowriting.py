"""The acts of a session that write with the model: next words, several ways, a bridge, other words."""

from PySide6.QtWidgets import QWidget

from desktop.editor.cowriter.tries import Tries
from tests.bench.session.hand import Hand

LISTED = "She put her hand on the"
GAP = "Twice a day the sea went out of Gullen Bay, "
ODD = "She opened the window and walked out into the tired garden, were the roses grew."


def next_words(hand: Hand) -> None:
    """Take words of the list by key and by click, beside the page and at the cursor."""
    start = hand.before
    hand.choose("Co-writer", "Next Words")
    words = hand.window.cowriter.next_words
    hand.write(LISTED)
    hand.wait(lambda: len(words.words) > 1, "no words are listed")
    hand.take("next-words")
    taken = words.words[1].text
    hand.press("Alt+2")
    hand.before += f"{taken} "
    hand.check("Alt+2 takes the second word")
    hand.press("Ctrl+Z")
    hand.before = start + LISTED
    hand.check("undo takes that word back")
    hand.wait(lambda: bool(words.words), "no words are listed")
    bars, taken = words.aside.bars, words.words[0].text
    hand.click(bars.viewport(), bars.visualRect(bars.model().index(0, 0)).center())
    hand.before += f"{taken} "
    hand.check("a click takes the first word")
    hand.click(hand.part(QWidget, "next_words_move"))
    hand.wait(words.popup.isVisible, "no words at the cursor")
    hand.take("next-words-at-cursor")
    hand.press("Ctrl+Shift+W")
    hand.expect(not words.popup.isVisible(), "the words are still there")
    hand.press("Ctrl+Backspace", 7)
    hand.before = start
    hand.window.settings.update(next_words_at="aside")
    hand.check("next words")


def written(hand: Hand) -> Tries:
    """Wait until a try is written."""
    proposing = hand.window.cowriter.proposing

    def is_done() -> bool:
        tries = proposing._tries
        return tries is not None and len(tries) > 0 and tries.current.is_done

    hand.wait(is_done, "no proposals were written")
    hand.see()
    assert proposing._tries is not None
    return proposing._tries


def ways(hand: Hand) -> None:
    """Three ways to go on; sentences of two, other ones, a branch, and one undo."""
    start = hand.before
    hand.press("Alt+Return")
    written(hand)
    hand.press("Space")
    hand.press("Right")
    hand.press("Down")
    hand.press("Space")
    hand.take("ways")
    hand.press("G")
    tries = written(hand)
    hand.expect(len(tries) == 2, f"there are {len(tries)} tries")
    hand.press("Alt+Left")
    mix = tries.text(0)
    hand.press("Return")
    hand.before += mix
    hand.check("a mix of two ways")
    hand.press("Ctrl+Z")
    hand.before = start
    hand.check("one undo takes it back")


def bridge(hand: Hand) -> None:
    """Bridge a gap that is selected."""
    text = hand.text
    hand.press("Ctrl+Home")
    for _ in range(text.index(GAP) + len(GAP)):
        hand.press("Right")
    start = text.index(GAP) + len(GAP)
    end = text.index(". ", start) + 1
    hand.press("Shift+Right", end - start)
    hand.press("Ctrl+Shift+J")
    first = written(hand).text(0)
    hand.take("bridge")
    hand.press("Return")
    hand.before, hand.after = text[:start] + first, text[end:]
    hand.check("a bridge")
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.stands == text, "one undo did not bring back what was bridged")
    hand.before, hand.after = text, ""
    hand.go_to_end()
    hand.check("the gap again")


def rephrase(hand: Hand) -> None:
    """Look at odd words of a sentence, take another one for the first, and undo that."""
    start = hand.before
    hand.write(ODD)
    hand.press("Ctrl+Shift+R")
    rephrasing = hand.window.cowriter.rephrasing
    hand.wait(lambda: rephrasing._ticket == 0, "no answer")
    hand.expect(bool(rephrasing._places), "no odd words")
    hand.take("rephrase")
    place = rephrasing._places[0]
    word, other = place.word, place.word.others[0]
    hand.press("Right")
    hand.press("Return")
    changed = ODD[: word.start] + other.text + ODD[word.start + len(word.text) :]
    hand.expect(hand.stands == start + changed, "another word was put in another place")
    if hand.part(QWidget, "rephrase").isVisible():
        hand.press("Esc")
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.stands == start + ODD, "one undo did not bring the word back")
    hand.press("Ctrl+End")
    hand.check("the word again")
    hand.press("Shift+Left", len(ODD))
    hand.press("Backspace")
    hand.before = start
    hand.check("rephrase")
