"""Pages for people: the engineer's report, the receipt, the call sheet."""
