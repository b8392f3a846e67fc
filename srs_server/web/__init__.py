"""HTTP: thin handlers that read, call the service in a thread, and write."""
