"""Ticket: the Support Request System seen from the collector; only here is requests imported."""
