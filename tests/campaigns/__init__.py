"""Long trials, each a command with its seed; `tests/README.md` lists them with the figures they gave."""
