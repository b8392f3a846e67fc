"""Evidence: what the machine says. Probes, their runner, and the evidence set they fill."""
