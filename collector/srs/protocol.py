"""The wire types of the SRS contract (resources/openapi.yaml); the server uses the same ones."""
