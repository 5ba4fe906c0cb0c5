"""The Qt window: the page, the ghost text and the worker that asks the engine."""
