"""Zip files and XML from anyone, of which word processors and e-books make their files; read with limits."""
