"""From files of any format to clean paragraphs, in a stream."""
