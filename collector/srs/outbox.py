"""What waits to be sent, on disk, one process at a time."""
