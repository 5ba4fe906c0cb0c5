"""Texts of other programs read into a book: Word, LibreOffice, e-books, web pages."""
