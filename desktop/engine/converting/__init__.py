"""Texts of other programs: Word, LibreOffice, e-books, web pages, read into a book and written from one.

What lays out pages in a window's way, PDF, is the editor's (`desktop.editor.printing`): it needs Qt.
"""
