"""Inkling's trainer: from a folder of text to a model bundle."""

import os

# ONNX Runtime 1.31 counts its use and sends that out, unless told not to before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
