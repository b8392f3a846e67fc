"""Building blocks of the pages: fields with their label, help and fault, cards, rows that wrap."""
