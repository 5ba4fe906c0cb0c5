"""The command palette: any command or option, found by a few of its letters."""
