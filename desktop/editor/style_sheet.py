"""The style sheet of all windows; `look.Look.coloured` puts colours in the place of names such as `@ink@`."""

STYLE = """
QMainWindow, QWidget#central { background: @desk@; }
QWidget#page_frame { background: @paper@; }
QPlainTextEdit#page {
    background: @paper@; color: @page_ink@; border: none;
    selection-background-color: @selection@; selection-color: @page_ink@;
}
QToolBar#bar {
    background: @desk@; border: none; border-bottom: 1px solid @hairline@; padding: 5px 10px; spacing: 4px;
}
QToolBar#bar QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 5px 11px;
}
QToolBar#bar QToolButton:hover { background: @hover@; }
QToolBar#bar QToolButton:pressed { background: @pressed@; }
QToolBar#bar QToolButton:focus { border-color: @accent@; }
QToolBar#bar QToolButton:disabled { color: @quiet@; }
QToolBar#bar QToolButton#continue_button {
    background: @accent@; color: @paper@; font-weight: 600; padding: 5px 15px;
}
QToolBar#bar QToolButton#continue_button:hover { background: @accent_hover@; }
QToolBar#bar QToolButton#continue_button:focus { border: 2px solid @ink@; padding: 4px 14px; }
QToolBar#bar QToolButton#continue_button:disabled { background: @hairline@; color: @quiet@; }
QMenuBar { background: @desk@; color: @ink@; border: none; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 5px; }
QMenuBar::item:selected { background: @hover@; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QStatusBar { background: @desk@; color: @quiet@; border-top: 1px solid @hairline@; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @quiet@; padding: 3px 10px; }
QStatusBar QToolButton {
    color: @quiet@; background: transparent; border: none; border-radius: 5px; padding: 3px 10px;
}
QStatusBar QToolButton::menu-indicator { image: none; }
QStatusBar QToolButton:hover { background: @hover@; color: @ink@; }
QStatusBar QToolButton:checked { background: transparent; color: @accent@; }
QFrame#message_bar { background: @continued@; border: none; border-bottom: 1px solid @hairline@; }
QFrame#message_bar QLabel { color: @ink@; }
QFrame#message_bar QToolButton {
    color: @accent@; background: transparent; border: none; border-radius: 5px; padding: 4px 10px;
    font-weight: 600;
}
QFrame#message_bar QToolButton:hover { background: @hover@; }
QFrame#find_bar { background: @desk@; border: none; border-top: 1px solid @hairline@; }
QFrame#find_bar QLabel { color: @quiet@; }
QFrame#find_bar QLabel#find_state { min-width: 86px; padding: 0 6px; }
QFrame#find_bar QLabel#find_beyond { padding: 0 6px; }
QFrame#find_bar QLabel#find_trouble { color: @ink@; padding: 2px 0; }
QFrame#find_bar QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 4px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#find_bar QLineEdit:focus { border-color: @accent@; }
QFrame#find_bar QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 4px 8px;
}
QFrame#find_bar QToolButton:hover { background: @hover@; }
QFrame#find_bar QToolButton:pressed { background: @pressed@; }
QFrame#find_bar QToolButton:checked { background: @continued@; border-color: @accent@; color: @accent@; }
QFrame#find_bar QToolButton:focus { border-color: @accent@; }
QFrame#find_bar QToolButton:disabled { color: @ghost@; }
QFrame#next_words { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#proposals, QFrame#rephrase { background: @desk@; border: none; border-top: 1px solid @hairline@; }
QFrame#next_words QLabel, QFrame#proposals QLabel, QFrame#rephrase QLabel { color: @quiet@; }
QLabel#next_words_title, QLabel#proposals_title, QLabel#rephrase_title { color: @ink@; font-weight: 600; }
QFrame#way[current="true"] QLabel#way_title { color: @accent@; font-weight: 600; }
QFrame#next_words QListView, QFrame#next_words_popup QListView {
    background: @desk@; color: @ink@; border: none; outline: none;
}
QFrame#next_words_popup QListView { border: 1px solid @ghost@; }
QFrame#proposals QListWidget, QFrame#rephrase QListView, QFrame#proposals QPlainTextEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; outline: none;
}
QFrame#proposals QListWidget::item { padding: 4px 5px; }
QFrame#proposals QListWidget::indicator {
    width: 11px; height: 11px; border: 1px solid @quiet@; border-radius: 3px; background: @paper@;
}
QFrame#proposals QListWidget::indicator:checked { background: @accent@; border-color: @accent@; }
QFrame#proposals QListWidget::item:focus { background: @selection@; color: @ink@; }
QFrame#rephrase QListWidget::item { padding: 3px 6px; }
QFrame#rephrase QListWidget::item:selected { background: @selection@; color: @ink@; }
QFrame#way[current="true"] QListWidget { border-color: @accent@; }
QFrame#next_words QListView:focus, QFrame#proposals QListWidget:focus, QFrame#rephrase QListView:focus,
QFrame#proposals QPlainTextEdit:focus { border: 1px solid @accent@; }
QFrame#next_words QToolButton, QFrame#proposals QToolButton, QFrame#rephrase QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 4px 8px;
}
QFrame#next_words QToolButton { padding: 2px 5px; }
QFrame#proposals QToolButton#proposals_insert { color: @accent@; font-weight: 600; }
QFrame#next_words QToolButton:hover, QFrame#proposals QToolButton:hover, QFrame#rephrase QToolButton:hover {
    background: @hover@;
}
QFrame#next_words QToolButton:focus, QFrame#proposals QToolButton:focus, QFrame#rephrase QToolButton:focus {
    border-color: @accent@;
}
QFrame#proposals QToolButton:disabled { color: @ghost@; font-weight: 400; }
QLabel#hint {
    background: @desk@; color: @ink@; border: 1px solid @hairline@; border-radius: 6px; padding: 7px 14px;
}
QStatusBar QToolButton:focus, QFrame#message_bar QToolButton:focus {
    background: @hover@; color: @ink@; border: 1px solid @accent@; padding: 2px 9px;
}
QFrame#first_steps { background: @desk@; border: none; border-bottom: 1px solid @hairline@; }
QFrame#first_steps QLabel { color: @quiet@; }
QFrame#first_steps QLabel#first_steps_title { color: @accent@; font-weight: 600; }
QFrame#first_steps QLabel#first_steps_task { color: @ink@; }
QPlainTextEdit#first_steps_line {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 6px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QPlainTextEdit#first_steps_line:focus { border-color: @accent@; }
QFrame#story_panel { background: @desk@; border: none; }
QFrame#story_panel QLabel#story_title { color: @ink@; font-weight: 600; padding: 2px 0; }
QFrame#story_panel QLabel#story_total { color: @quiet@; }
QFrame#story_panel QTreeWidget { background: @desk@; color: @ink@; border: none; outline: none; }
QFrame#story_panel QTreeWidget::item { padding: 4px 2px; }
QFrame#story_panel QTreeWidget::item:hover { background: @hover@; }
QFrame#story_panel QTreeWidget::item:selected { background: @hover@; color: @ink@; }
QFrame#story_panel QTreeWidget::item:selected:active { background: @selection@; color: @ink@; }
QFrame#story_panel QTreeWidget QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @accent@; padding: 0 2px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#story_panel QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#story_panel QToolButton:hover { background: @hover@; }
QFrame#story_panel QToolButton:focus { border-color: @accent@; }
QSplitter::handle { background: @hairline@; width: 1px; }
QFrame#outline { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#outline QLabel, QFrame#outline QCheckBox { color: @quiet@; }
QFrame#outline QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#outline QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 4px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#outline QLineEdit:focus { border-color: @accent@; }
QFrame#outline QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#outline QListView:focus { border-color: @accent@; }
QFrame#outline QListView::item { padding: 3px 4px; border-radius: 4px; }
QFrame#outline QListView::item:hover { background: @hover@; }
QFrame#outline QListView::item:selected { background: @selection@; color: @ink@; }
QFrame#reread { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#reread QLabel { color: @quiet@; }
QFrame#reread QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#reread QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#reread QListView:focus { border-color: @accent@; }
QFrame#reread QComboBox {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 3px 8px;
}
QFrame#reread QComboBox:focus { border-color: @accent@; }
QFrame#reread QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#reread QToolButton:hover { background: @hover@; }
QFrame#reread QToolButton:focus { border-color: @accent@; }
QFrame#reread QToolButton:disabled { color: @quiet@; }
QFrame#memory { background: @desk@; border: none; border-left: 1px solid @hairline@; }
QFrame#memory QLabel { color: @quiet@; }
QFrame#memory QLabel#panel_title { color: @accent@; font-weight: 600; }
QFrame#memory QListView { background: @desk@; color: @ink@; border: 1px solid transparent; outline: none; }
QFrame#memory QListView:focus { border-color: @accent@; }
QFrame#memory QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 3px 8px;
}
QFrame#memory QLineEdit:focus { border-color: @accent@; }
QFrame#memory QToolButton {
    color: @ink@; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 8px;
}
QFrame#memory QToolButton:hover { background: @hover@; }
QFrame#memory QToolButton:focus { border-color: @accent@; }
QFrame#memory QToolButton:disabled { color: @quiet@; }
QProgressBar#reread_progress { background: @hairline@; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar#reread_progress::chunk { background: @accent@; border-radius: 2px; }
QFrame#command_palette { background: @desk@; border: 1px solid @ghost@; border-radius: 8px; }
QFrame#command_palette QLineEdit {
    background: @paper@; color: @ink@; border: 1px solid @accent@; border-radius: 5px; padding: 5px 8px;
    selection-background-color: @selection@; selection-color: @ink@;
}
QFrame#command_palette QLabel { color: @quiet@; padding: 12px; }
QFrame#command_palette QTreeWidget { background: @desk@; color: @ink@; border: none; outline: none; }
QFrame#command_palette QTreeWidget::item { padding: 3px 6px; }
QFrame#command_palette QTreeWidget::item:selected { background: @selection@; color: @ink@; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: @hairline@; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @ghost@; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
