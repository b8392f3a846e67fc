"""The command line: English, scriptable, one module per verb."""
