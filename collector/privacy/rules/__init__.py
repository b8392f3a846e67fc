"""One rule per trigger: what exactly the value is, where it ends, and whether it is personal."""
