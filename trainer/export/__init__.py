"""From a trained model to a bundle that the desk can load."""
