"""Paragon Support Collector: from a disk in trouble to a Ticket ID."""
