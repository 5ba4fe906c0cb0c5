"""The Keras models the trainer fits."""
