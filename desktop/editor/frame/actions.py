"""The menus, the toolbar's buttons and the keys of all commands."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from desktop.editor.fitting import ElidedButton
from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.menus import MENUS, RECENT, RECENT_STORIES
from desktop.editor.settings.settings import Settings
from desktop.engine.shown import shown


class Actions(QObject):
    """One `QAction` for each command, with the keys that the settings give it.

    A command that turns a choice on and off does so by itself, and is checked as the choice is.
    """

    def __init__(self, window: QWidget, settings: Settings):
        super().__init__(window)
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._menus: list[tuple[QMenu, str]] = []  # and their English titles
        self._slots: dict[str, list[Callable[[], object]]] = {}
        self._waiting: frozenset[str] = frozenset()  # commands of features that are not made yet
        self._make: Callable[[], object] = lambda: None
        for command in COMMANDS:
            action = QAction(window)
            action.setObjectName(command.name)
            action.setCheckable(command.is_checkable)
            # On a Mac Qt would move "Choose Model…" and the like by their words.
            action.setMenuRole(QAction.MenuRole.NoRole)
            self._actions[command.name] = action
            window.addAction(action)
            if command.setting:
                action.setChecked(getattr(settings.choices, command.setting))
                action.toggled.connect(lambda on, name=command.setting: self._set(name, on))
        self.retranslate()
        settings.changed.connect(self._on_settings)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def bind(self, **slots: Callable[[], object]) -> None:
        """Say what commands do, by name (`continue_` for a name that Python keeps to itself).

        Those that turn a choice on and off need nothing here.
        """
        for key, slot in slots.items():
            name = key.rstrip("_")
            self._slots.setdefault(name, []).append(slot)
            self._actions[name].triggered.connect(lambda _checked=False, slot=slot: slot())

    def await_features(self, make: Callable[[], object]) -> None:
        """Let each command that nobody has bound yet have its feature made first, and then be done.

        One that turns a choice on and off may be of such a feature, too.

        Args:
            make: Makes the features that are still missing, which bind their commands.
        """
        self._make = make
        self._waiting = frozenset(self._actions) - frozenset(self._slots)
        for name in self._waiting:
            self._actions[name].triggered.connect(
                lambda checked=False, name=name: self._do_late(name, checked)
            )

    def features_are_made(self) -> None:
        """Say that none is missing any more."""
        self._waiting = frozenset()

    def _set(self, setting: str, on: bool) -> None:
        if self._waiting:
            self._make()
        self._settings.update(**{setting: on})

    def _do_late(self, name: str, checked: bool) -> None:
        if name not in self._waiting:
            return
        known = len(self._slots.get(name, ()))
        self._make()
        self._actions[name].setChecked(checked)  # a feature that begins shows that it is off
        for slot in self._slots.get(name, [])[known:]:  # Qt calls none that was bound since the command came
            slot()

    def fill_menus(self, bar: QMenuBar, open_recent: Callable[[Path], None]) -> None:
        """Make the menus."""
        for title, names in MENUS:
            menu = bar.addMenu(translate("Menus", title))
            self._menus.append((menu, title))
            for name in names:
                if name in RECENT_MENUS:
                    self._add_recent_menu(menu, name, open_recent)
                elif name:
                    menu.addAction(self._actions[name])
                else:
                    menu.addSeparator()

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Make the buttons that write."""
        bar.addWidget(self.button("continue_button", self._actions["continue"]))
        bar.addWidget(self.button("retry_button", self._actions["retry"]))
        bar.addWidget(self.button("stop_button", self._actions["stop"]))

    def button(self, name: str, action: QAction) -> QToolButton:
        """Make a button for an action; `name` is what the style sheet knows it by."""
        button = ElidedButton(name=name)
        button.setDefaultAction(action)
        return button

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        for menu, title in self._menus:
            menu.setTitle(translate("Menus", title))
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setText(command.text)
            button_words = BUTTON_WORDS.get(command.name)
            action.setIconText(translate("Buttons", button_words) if button_words else command.title)
        self._set_keys()

    def _add_recent_menu(self, menu: QMenu, name: str, open_recent: Callable[[Path], None]) -> None:
        title, none_yet = RECENT_MENUS[name]
        recent = menu.addMenu(translate("Menus", title))
        self._menus.append((recent, title))

        def fill() -> None:
            recent.clear()
            for one in getattr(self._settings.choices, name):
                path = Path(one)
                action = recent.addAction(shown(f"{path.name}  —  {path.parent}").replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, path=path: open_recent(path))
            if recent.isEmpty():
                recent.addAction(translate("Menus", none_yet)).setEnabled(False)

        recent.aboutToShow.connect(fill)

    def _on_settings(self, names: frozenset[str]) -> None:
        if "keys" in names:
            self._set_keys()
        for command in COMMANDS:
            if command.setting in names:
                self._actions[command.name].setChecked(getattr(self._settings.choices, command.setting))

    def _set_keys(self) -> None:
        for command in COMMANDS:
            action = self._actions[command.name]
            sequence = QKeySequence(self._settings.keys_of(command.name))
            shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            if command.while_ghost:
                # Words after a tab are shown as keys but are none: the page handles these, at its moments.
                action.setText(f"{command.text}\t{shown}" if shown else command.text)
            else:
                action.setShortcut(sequence)
            action.setToolTip(f"{command.title} ({shown})" if shown else command.title)


# Menus of what was opened last, by the name of the choice that holds it: their titles, and what they say when
# there is nothing.
RECENT_MENUS = {
    RECENT: (QT_TRANSLATE_NOOP("Menus", "Open Recen&t"), QT_TRANSLATE_NOOP("Menus", "No files yet")),
    RECENT_STORIES: (
        QT_TRANSLATE_NOOP("Menus", "Recent Story &Folders"),
        QT_TRANSLATE_NOOP("Menus", "No stories yet"),
    ),
}
BUTTON_WORDS = {
    "continue": QT_TRANSLATE_NOOP("Buttons", "Continue story"),
    "retry": QT_TRANSLATE_NOOP("Buttons", "Try another"),
    "split_swap": QT_TRANSLATE_NOOP("Buttons", "Swap"),
    "split_text": QT_TRANSLATE_NOOP("Buttons", "Another text"),
    "split_below": QT_TRANSLATE_NOOP("Buttons", "Below"),
    "split_view": QT_TRANSLATE_NOOP("Buttons", "Close"),
}


class MomentKeys:
    """The keys that have a meaning only at certain moments, for `Page.key_command`."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._commands: list[tuple[str, Callable[[], bool], Callable[[], None]]] = []

    def add(self, name: str, moment: Callable[[], bool], action: Callable[[], None]) -> None:
        """Let the keys of command `name` do `action` whenever `moment` says yes."""
        self._commands.append((name, moment, action))

    def holds(self, name: str) -> bool:
        """Whether this is a moment at which command `name` means something."""
        return any(other == name and moment() for other, moment, _ in self._commands)

    def __call__(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what the key does at this moment, or None when it has its ordinary meaning."""
        for name, moment, action in self._commands:
            if moment() and QKeySequence(event.keyCombination()) == QKeySequence(
                self._settings.keys_of(name)
            ):
                return action
        return None
