"""Learn my writing: earlier works that suggestions know, and models that go on learning from them."""
