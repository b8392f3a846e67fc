"""Request: what the customer says. The Support Request form and the answers file."""
