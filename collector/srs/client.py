"""The SRS over HTTP: one session, one place for time-outs, certificates and proxies."""
