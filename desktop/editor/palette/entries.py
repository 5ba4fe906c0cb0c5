"""What the palette offers: each command, and each option that no command stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from desktop.editor.frame.frame import Frame
from desktop.editor.messages.wording import about, translate
from desktop.editor.settings.keys import COMMANDS, Command
from desktop.editor.settings.option_kinds import Option, Switch
from desktop.editor.settings.options import OPTIONS, SECTIONS


@dataclass(frozen=True)
class Entry:
    """One line of the palette.

    Attributes:
        name: Of the command or the option.
        words: In the language that is spoken now.
        english: The same in English, which finds it, too.
        keys: Its keys as the system writes them; "" for none.
        is_on: For what is turned on and off: what it is now; None for all else.
        possible: Whether it means anything at this moment.
        run: Does it.
    """

    name: str
    words: str
    english: str
    keys: str
    is_on: bool | None
    possible: bool
    run: Callable[[], object]


def entries(frame: Frame, show_preferences: Callable[[str], object]) -> list[Entry]:
    """Return all there is, commands first.

    Args:
        frame: Of the window.
        show_preferences: Shows the preferences with the rows that words find.
    """
    turned = {command.setting for command in COMMANDS}
    commands = [_of_command(command, frame) for command in COMMANDS]
    options = [_of_option(option, frame, show_preferences) for option in OPTIONS if option.name not in turned]
    return commands + options


def _of_command(command: Command, frame: Frame) -> Entry:
    action = frame.actions[command.name]
    keys = QKeySequence(frame.settings.keys_of(command.name))
    return Entry(
        command.name,
        command.title,
        command.english_title,
        keys.toString(QKeySequence.SequenceFormat.NativeText),
        action.isChecked() if command.is_checkable else None,
        action.isEnabled() and (not command.while_ghost or frame.keys.holds(command.name)),
        action.trigger,
    )


def _of_option(option: Option, frame: Frame, show_preferences: Callable[[str], object]) -> Entry:
    section = translate("Preferences", SECTIONS[option.section])
    words, english = about(section, option.words), f"{SECTIONS[option.section]}: {option.english}"
    choices = frame.settings.choices
    possible = not option.needs or bool(getattr(choices, option.needs))
    if not isinstance(option.kind, Switch):

        def show() -> None:
            show_preferences(f"{option.words} {section}")

        return Entry(option.name, f"{words}…", english, "", None, True, show)
    is_on = bool(getattr(choices, option.name))

    def turn() -> None:
        frame.settings.update(**{option.name: not is_on})

    return Entry(option.name, words, english, "", is_on, possible, turn)
