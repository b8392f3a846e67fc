"""What is personal in collected text, and how it is replaced: detect, name, rewrite, check."""
