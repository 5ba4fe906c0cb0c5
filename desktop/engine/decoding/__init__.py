"""From the text around the cursor to words: context, search, sampling, and the writer's typography."""
