"""The reference Support Request System (SRS): tickets, uploads, mail, agents."""
