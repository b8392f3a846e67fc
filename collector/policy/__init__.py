"""The support policy as pure functions over resources/policy.toml; client and server share them."""
