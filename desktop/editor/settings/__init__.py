"""What the writer has chosen: options, keys and the language, kept between runs."""
