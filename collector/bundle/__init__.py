"""Bundle: request and evidence, packed into one ZIP and proven by its manifest."""
