"""A book written for other programs: Word, LibreOffice, e-books, web pages.

What lays out pages in a window's way, PDF, is the editor's (`desktop.editor.printing`): it needs Qt.
"""
