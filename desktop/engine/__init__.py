"""What the desk does without a window: bundles, inference, decoding and documents on disk."""
