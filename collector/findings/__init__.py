"""What the evidence means: plain-language verdicts over the collected facts.

from collector.findings.case import Case
from collector.findings.evaluate import evaluate
from collector.findings.source import BundleSource

evaluate(Case(BundleSource(reader)))
"""
