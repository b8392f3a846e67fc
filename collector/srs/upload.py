"""Resumable upload of a bundle (tus 1.0.0)."""
