"""The act of a session in which the story becomes a folder: chapters written, moved, split, joined, found."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop.editor.story.deeds import DEED_TOPIC
from desktop.editor.story.story_tree import TITLE, StoryTree
from desktop.engine.stories.story_folder import StoryFolder
from tests.bench.session.finding import run
from tests.bench.session.hand import Hand
from tests.bench.session.looking import naming

HARBOUR = "Gullen came down to the harbour.\nNobody was there."
LETTER = "The letter lay on the table.\nShe read it twice.\nThen she burned it."
STORM = "The storm came at night."


def chapters(hand: Hand, folder: Path) -> None:
    """Write a story of three chapters, and do to them all that can be done."""
    hand.answering(lambda: run(hand, "new stor"), naming(hand, folder))
    hand.before = hand.after = ""
    hand.wait(lambda: titles(hand) == ["Chapter 1"], "there is no story")
    hand.write(HARBOUR)
    hand.check("a chapter")
    hand.press("F2")
    title(hand, "The harbour", ["The harbour"])
    another(hand, "The letter", LETTER)
    another(hand, "The storm", STORM)
    hand.expect(titles(hand) == ["The harbour", "The letter", "The storm"], f"the panel has {titles(hand)}")
    hand.take("chapters")
    _move(hand)
    _split_and_join(hand)
    _find(hand)
    _delete(hand)
    story = StoryFolder.open(folder)
    read = [text.path.read_text(encoding="utf-8").strip() for text in story.texts]
    hand.expect(read == [STORM, HARBOUR, LETTER], f"the folder has {read}")
    hand.done.append("the folder read back")


def titles(hand: Hand) -> list[str]:
    """What the panel lists."""
    story = hand.window.stories.story
    tree = hand.part(StoryTree, "story_tree")
    shown = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    count = len(story.texts) if story else 0
    return [item.text(TITLE) for item in shown[:count] if item]


def title(hand: Hand, words: str, then: list[str]) -> None:
    """Type a title in the panel."""
    hand.wait(lambda: isinstance(hand.target, QLineEdit), "no title can be typed")
    hand.press("Ctrl+A")
    hand.letters(words)
    hand.press("Return")
    hand.wait(lambda: titles(hand) == then, f"the panel has {titles(hand)}")
    hand.wait(hand.window.page.hasFocus, "the page has not got the keyboard back")


def another(hand: Hand, name: str, text: str) -> None:
    """Make a chapter and write it."""
    then = [*titles(hand), name]
    hand.press("Ctrl+Shift+Return")
    hand.before = hand.after = ""
    title(hand, name, then)
    hand.write(text)
    hand.check(f"chapter {name}")


def _move(hand: Hand) -> None:
    """To the top, by keys in the panel."""
    hand.press("Shift+F9")
    hand.press("Alt+Up", 2)
    hand.wait(lambda: titles(hand)[0] == "The storm", "the chapter did not move")
    hand.press("Esc")
    hand.check("a chapter moved")


def _split_and_join(hand: Hand) -> None:
    hand.press("Ctrl+PgDown", 2)
    hand.before, hand.after = LETTER, ""
    hand.wait(lambda: hand.stands == LETTER, "the next chapters were not opened")
    hand.go_to("Then she")
    hand.press("Ctrl+Shift+L")
    title(hand, "The fire", ["The storm", "The harbour", "The letter", "The fire"])
    hand.before, hand.after = "", "Then she burned it."
    hand.check("a chapter split")
    hand.take("chapter-split")
    hand.click(answer(hand, "Take the splitting back"))
    hand.wait(lambda: hand.stands == LETTER, "the splitting was not taken back")
    hand.press("Ctrl+PgUp")
    run(hand, "join with")
    joined = f"{HARBOUR}\n\n{LETTER}"
    hand.wait(lambda: hand.stands == joined, "the chapters were not joined")
    hand.before, hand.after = f"{HARBOUR}\n\n", LETTER
    hand.check("chapters joined")
    hand.click(answer(hand, "Take the joining back"))
    hand.wait(lambda: hand.stands == HARBOUR, "the joining was not taken back")
    hand.before, hand.after = HARBOUR, ""
    hand.check("joining taken back")


def _find(hand: Hand) -> None:
    """From this chapter on into another one."""
    bar = hand.window.finding.bar
    hand.press("Ctrl+F")
    hand.click(bar.whole_story)
    hand.letters("the")
    count = sum(text.lower().count("the") for text in (HARBOUR, LETTER, STORM))
    hand.wait(lambda: bar.beyond.text().endswith(f" {count}"), f"the bar says {bar.beyond.text()!r}")
    hand.take("find-in-story")
    for _ in range(2):
        hand.press("Return")
    hand.wait(lambda: hand.stands == LETTER, "the next place was not in the next chapter")
    hand.wait(lambda: hand.window.page.textCursor().selectedText() == "The", "no place is selected")
    hand.click(bar.whole_story)
    hand.press("Esc")
    hand.go_to_end()
    hand.before, hand.after = LETTER, ""
    hand.press("Ctrl+End")
    hand.check("found in the story")


def _delete(hand: Hand) -> None:
    hand.press("Shift+F9")
    hand.press("Del")
    hand.wait(lambda: titles(hand) == ["The storm", "The harbour"], "the chapter was not deleted")
    hand.take("chapter-deleted")
    hand.click(answer(hand, "Put back"))
    hand.wait(lambda: titles(hand) == ["The storm", "The harbour", "The letter"], "it was not put back")


def answer(hand: Hand, words: str) -> QToolButton:
    """The button of the bar that takes something back."""
    return hand.window.messages._bars[DEED_TOPIC].buttons[words]
