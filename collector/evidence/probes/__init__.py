"""One subject per file; each module declares its probe as PROBE."""
