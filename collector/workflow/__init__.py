"""The use cases that all doors share: gather, review, submit, follow. No user interface here."""
