"""The Qt window: the page, the ghost text and the worker that asks the engine."""

from desktop.editor.overrides import guard_overrides

guard_overrides()  # before there is any class of ours that Qt calls
