"""One file per place facts come from, behind the Machine interface."""
