"""What the server does, free of HTTP: plain functions over transactions, called in threads."""
