"""One rule per file: `RULE`, its texts, and where its numbers come from."""
