"""What this installation has sent and knows: requests and tickets (SQLite)."""
