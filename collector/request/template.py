"""The answers file to fill in, written from the same list of fields that the reader reads by."""

from __future__ import annotations

from collector.request.fields import SECTIONS, TOP_LEVEL, fields_of
from collector.request.form import Category, Impact, Program, Repeatable
from collector.request.limits import MAX_ATTACHMENTS
from collector.request.toml_writer import toml_value

_HEAD = """\
# Answers for: paragon-collector submit --answers THIS_FILE
#
# Replace every <placeholder>, agree to the privacy text at the end, and it can be sent.
# Lines that begin with "# " and a key are optional: take away the "# " to use them.
# Text stands in "quotes"; text with backslashes, such as a path, in 'single quotes'.
# Save this file as UTF-8.
"""

_SECTION_HEADS = {
    "contact": "Who asks, and how an engineer reaches you.",
    "identification": "How Paragon recognises you.",
    "product": "What it is about.",
    "problem": "What is wrong.",
    "support": "Which support you have.",
    "collect": "What is read from the machine: the options of `collect`. "
    "These are what holds if nothing is said.",
    "attachments": "Files that go with the request.",
    "consent": "Nothing is sent without it.",
}

# What stands in the template until somebody replaces it; the reader refuses these very texts.
PLACEHOLDERS = {
    "contact.name": "<your name>",
    "contact.email": "<your registered e-mail address>",
    "product.name": "<product, such as Partition Manager>",
    "product.version": "<version, such as 15>",
    "problem.subject": "<the problem in one line>",
    "problem.description": "<what you did, what you expected, what happened>",
}


def _one_of(names: object) -> str:
    return "One of " + ", ".join(str(name) for name in names) + "."  # type: ignore[attr-defined]


COMMENTS = {
    "request_id": "An installer that runs twice with the same id makes one request. "
    "Letters, digits and . _ : - { }.",
    "contact.name": "Needed.",
    "contact.email": "Needed. The address that the product is registered with.",
    "contact.company": "Needed for Evaluation Support.",
    "contact.customer_id": "",
    "contact.telephone": "",
    "contact.fax": "",
    "contact.other": "Another way to reach you.",
    "contact.callback_number": "For programs with telephone: the number to call back, and when.",
    "contact.callback_window": "",
    "identification.registered_email": "false: the registered address is not known; then one of "
    "the next three is needed.",
    "identification.serial_number": "",
    "identification.order_number": "",
    "identification.other": "Anything else that tells who you are.",
    "product.name": "Needed.",
    "product.edition": "Such as Personal, Professional, Server.",
    "product.version": "The marketing version. Needed, unless build or install_dir is given.",
    "product.build": "Such as 10.1.25.1137. Empty: as found on the machine.",
    "product.install_dir": "Empty: found.",
    "problem.subject": "Needed.",
    "problem.description": 'Needed. Several lines stand between three quotes: """ … """',
    "problem.category": _one_of(Category),
    "problem.expected": "What should have happened, and what happened instead.",
    "problem.happened": "",
    "problem.since": "Since when, and what changed then.",
    "problem.repeatable": _one_of(Repeatable),
    "problem.data_at_risk": "Whether data may be lost: true or false.",
    "problem.occurred_at": "When it happened, as exactly as you know: 2026-11-01 14:30",
    "problem.error_code": "As it was shown, such as 0x1100B.",
    "support.program": _one_of(Program),
    "support.purchase_date": "When the product, or the paid support, was bought.",
    "support.evaluation_started": "When the evaluation terms were agreed to.",
    "support.business_impact": "For Enterprise Level Support. " + _one_of(Impact),
    "support.previous_ticket_id": "An earlier ticket about this, such as SRS-00000000.",
    "collect.root": "Examine another tree, such as a mounted Windows partition.",
    "collect.install_dir": "More install folders of products.",
    "collect.kernel_log": "Saved copies of a kernel log, relative to this file.",
    "collect.rescued": "The bundle of a rescue from recovery media, to be joined.",
    "collect.only": "Only these probes (paragon-collector probes lists them).",
    "collect.skip": "Not these probes.",
    "collect.include": "Also these, which run on request only (tier opt-in in the same list).",
    "collect.since": "Only logs younger than this: 12h, 7d, 2w.",
    "collect.time_limit_s": "Seconds that collecting may take; `submit --time-limit` limits all.",
    "collect.max_size_mb": "Largest bundle and largest single file, in MB; 0 is no limit.",
    "collect.max_file_size_mb": "",
    "collect.code_page": "Encoding of logs that are not Unicode, such as cp1251.",
    "collect.privacy": "How much is hidden: standard, strict or off.",
    "collect.work_dir": "Where evidence lies until it is packed.",
    "collect.strict": "true: exit code 80 if evidence is missing.",
    "collect.elevate": "true: read what needs administrator rights, where sudo gives them without "
    "asking.",
    "attachments.files": f"Relative to this file, in its folder or below; at most "
    f"{MAX_ATTACHMENTS}.",
    "consent.privacy_text_version": "The number of the privacy text that was agreed to, by you "
    "or with the installer's licence.\n# 0: not agreed. `paragon-collector privacy text` prints "
    "number 1.",
}

# Optional keys that cannot be empty in TOML, shown with an example behind "# ".
_EXAMPLES = {
    "problem.data_at_risk": "true",
    "support.purchase_date": "2026-11-01",
    "support.evaluation_started": "2026-11-01",
    "support.business_impact": '"high"',
}


def print_answers() -> str:
    """The commented template; readable by `read_answers` once its placeholders are replaced."""
    parts = [_HEAD]
    parts += ["\n".join(_lines(name, "")) + "\n" for name in TOP_LEVEL]
    for section in SECTIONS:
        lines = [f"# {_SECTION_HEADS[section]}", f"[{section}]"]
        for field in fields_of(section).values():
            lines += _lines(field.path, field.default)
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _lines(path: str, default: object) -> list[str]:
    name = path.rpartition(".")[2]
    comment = [f"# {COMMENTS[path]}"] if COMMENTS[path] else []
    if path in _EXAMPLES:
        return [*comment, f"# {name} = {_EXAMPLES[path]}"]
    line = f"{name} = {toml_value(PLACEHOLDERS.get(path, default))}"
    optional = path.startswith("collect.")
    return [*comment, f"# {line}" if optional else line]
