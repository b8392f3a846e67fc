"""Parsers of what is found on a disk; hostile input is the normal case."""
