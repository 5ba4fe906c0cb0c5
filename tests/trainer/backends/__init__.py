"""Training on JAX and PyTorch: each test is skipped, and says so, where what it needs is not installed."""
