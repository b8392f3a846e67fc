"""What every layer stands on: errors, paths, settings, progress, durable files, secrets, locks."""
