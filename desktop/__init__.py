"""Inkling's writing desk: the engine reads model bundles, the editor shows what it suggests."""
