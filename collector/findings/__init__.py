"""What the evidence means: plain-language verdicts over the collected facts."""
