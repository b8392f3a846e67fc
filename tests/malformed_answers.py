"""Answers files that cannot be used, each with a part of the sentence that says why."""

from __future__ import annotations

GOOD = """\
[contact]
name = "Jane Example"
email = "jane@example.com"
company = ""

[product]
name = "Partition Manager"
edition = "Professional"
version = "15"

[problem]
subject = "Partition cannot be resized"
description = "Resizing ends with an error."
category = "other"

[support]
program = "complimentary"
purchase_date = 2026-11-01

[consent]
privacy_text_version = 1
"""


def _with(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new, 1).encode()


def _also(text: str) -> bytes:
    return (GOOD + "\n" + text).encode()


MALFORMED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "contact.email: an e-mail address is needed"),
    "no_toml": (b"Dear support, my disk is broken.", "line 1, "),
    "json": (b'{"contact": {"name": "Jane"}}', "line 1, "),
    "unclosed_text": (_with('"Jane Example"', '"Jane Example'), "line 2, Illegal character"),
    "key_twice": (_with('company = ""', 'email = "joe@example.com"'), "line 4, Cannot overwrite"),
    "table_twice": (_also("[contact]\n"), "line 23, Cannot declare [contact] twice."),
    "windows_path": (
        _with('version = "15"', 'install_dir = "C:\\Users\\Jane"'),
        "goes in 'single quotes'",
    ),
    "utf_16": (GOOD.encode("utf-16"), "line 1, it is UTF-16; save it as UTF-8"),
    "latin_1": (
        GOOD.replace("Jane", "Jürgen").encode("latin-1"),
        "line 2, it is not UTF-8 (byte 0xfc)",
    ),
    "nul": (_with("Jane", "Ja\0ne"), "line 2, it holds NUL bytes"),
    "binary": (bytes(range(256)) * 16, "it is not UTF-8"),
    "huge": (GOOD.encode() + b"# more\n" * 60_000, "it is larger than"),
    "deep": (b"a = " + b"[" * 50_000, "line 1, it is nested too deeply"),
    "endless_key": (b"a." * 50_000 + b"a = 1", "line 1, a key has more than"),
    "giant_number": (_also("[collect]\nmax_size_mb = " + "9" * 5_000), "Exceeds the limit"),
    "many_unknown_keys": (
        _also("".join(f"[t{number}]\n" for number in range(20_000))),
        "and 19950 more.",
    ),
    "unknown_key": (
        _with("company", "compnay"),
        "line 4, contact.compnay: this key is not known. Did you mean company?",
    ),
    "unknown_table": (
        _with("[consent]", "[consnet]"),
        "line 20, consnet: this key is not known. Did you mean consent?",
    ),
    "key_in_the_wrong_table": (
        _with('company = ""', 'subject = ""'),
        "line 4, contact.subject: this key is not known. It belongs in [problem].",
    ),
    "key_outside_of_a_table": (
        b'serial_number = "1"\n' + GOOD.encode(),
        "line 1, serial_number: this key is not known. It belongs in [identification].",
    ),
    "number_for_text": (
        _with('"15"', "15"),
        'line 9, product.version: text in quotes is expected, such as version = "15".',
    ),
    "text_for_number": (_with("= 1\n", '= "1"\n'), "a whole number is expected, without quotes"),
    "true_for_number": (_with("= 1\n", "= true\n"), "a whole number is expected"),
    "text_for_true": (
        _also('[identification]\nregistered_email = "yes"'),
        "identification.registered_email: true or false is expected, without quotes.",
    ),
    "table_for_text": (_with('"15"', "{ major = 15 }"), "product.version: text in quotes"),
    "text_for_table": (b'contact = "jane"\n', "line 1, contact: [contact] on a line of its own"),
    "list_of_tables": (_with("[support]", "[[support]]"), "support: [support] on a line"),
    "date_as_words": (
        _with("2026-11-01", '"last Monday"'),
        "line 18, support.purchase_date: a date is expected, such as 2026-11-01.",
    ),
    "date_with_time": (_with("2026-11-01", "2026-11-01T10:00:00"), "purchase_date: a date is"),
    "date_that_is_none": (_with("2026-11-01", "2026-02-30"), "line 18, "),
    "date_in_the_future": (
        _with("2026-11-01", "2199-11-01"),
        "line 18, support.purchase_date: 2199-11-01 lies in the future.",
    ),
    "unknown_category": (
        _with('category = "other"', 'category = "bakup"'),
        'Did you mean "backup"?',
    ),
    "unknown_program": (_with('"complimentary"', '"gold"'), "support.program: one of"),
    "placeholder": (
        _with("Jane Example", "<your name>"),
        "line 2, contact.name: the template\'s \"<your name>\" is still here; replace it.",
    ),
    "no_name": (_with('name = "Jane Example"\n', ""), "line 1, contact.name: a name is needed"),
    "blank_subject": (
        _with("Partition cannot be resized", "  "),
        "problem.subject: one line that says what is wrong is needed.",
    ),
    "no_version": (_with('version = "15"\n', ""), "product.version: the version is needed"),
    "no_consent": (
        _with("version = 1\n", "version = 0\n"),
        "line 21, consent.privacy_text_version: nothing is sent without consent",
    ),
    "email_without_at": (
        _with("jane@example.com", "jane.example.com"),
        "line 3, contact.email: this is not an e-mail address",
    ),
    "email_with_a_header": (
        _with("jane@example.com", "jane@example.com\\nBcc: all@example.com"),
        "contact.email: it holds the control character U+000A",
    ),
    "two_emails": (_with("jane@example.com", "a@example.com, b@example.com"), "contact.email"),
    "escape_sequence": (_with("Jane", "\\u001b[2J"), "control character U+001B"),
    "subject_too_long": (
        _with("Partition cannot be resized", "x" * 201),
        "problem.subject: it has 201 characters; at most 200 are possible.",
    ),
    "build_that_is_none": (
        _with('version = "15"', 'version = "15"\nbuild = "10.1.x"'),
        "line 10, product.build: a build number is two to five groups of digits",
    ),
    "no_identification": (
        _also("[identification]\nregistered_email = false"),
        "without the registered e-mail one of serial_number",
    ),
    "mistyped_ticket_id": (
        _with("[support]", '[support]\nprevious_ticket_id = "SRS-12345678"'),
        "support.previous_ticket_id: this is not a Ticket ID",
    ),
    "enterprise_for_a_personal_edition": (
        _with("Professional", "Personal").replace(b'"complimentary"', b'"enterprise"'),
        "support.program: Enterprise Level Support is for Professional and Server editions",
    ),
    "evaluation_of_another_product": (
        _with('company = ""', 'company = "Example Ltd"').replace(b"complimentary", b"evaluation"),
        "support.program: Evaluation Support is offered for these only: Deployment Manager",
    ),
    "evaluation_without_a_company": (
        _with("Partition Manager", "System Recovery").replace(b"complimentary", b"evaluation"),
        "contact.company: Evaluation Support is offered to companies",
    ),
    "script_without_evaluation": (
        _with('category = "other"', 'category = "script"'),
        "problem.category: help with scripts is part of Evaluation Support only",
    ),
    "impact_without_enterprise": (
        _with("[support]", '[support]\nbusiness_impact = "high"'),
        "support.business_impact: Complimentary Support does not rank",
    ),
    "call_back_without_telephone": (
        _with('company = ""', 'callback_number = "+49 30 1234"'),
        "contact.callback_number: Complimentary Support answers by web and e-mail",
    ),
    "request_id_as_path": (
        b'request_id = "../../etc"\n' + GOOD.encode(),
        "line 1, request_id: only letters, digits",
    ),
    "time_limit_below_zero": (
        _also("[collect]\ntime_limit_s = -1"),
        "line 24, collect.time_limit_s: a number of seconds above 0",
    ),
    "time_limit_without_end": (_also("[collect]\ntime_limit_s = inf"), "seconds above 0"),
    "span_of_moons": (_also('[collect]\nsince = "3 moons"'), "collect.since: a span such as"),
    "privacy_unknown": (_also('[collect]\nprivacy = "none"'), "one of standard, strict, off"),
    "code_page_unknown": (_also('[collect]\ncode_page = "zip"'), "a code page such as cp1251"),
    "option_of_the_command_line": (
        _also("[collect]\ntime-limit = 5"),
        "collect.time-limit: this key is not known. Did you mean time_limit_s?",
    ),
    "attachments_as_text": (
        _also('[attachments]\nfiles = "a.png"'),
        "line 24, attachments.files: a list of texts is expected",
    ),
    "attachment_up": (
        _also('[attachments]\nfiles = ["../secret.txt"]'),
        'attachments.files: "../secret.txt": a path with .. leads out',
    ),
    "attachment_up_by_backslash": (
        _also("[attachments]\nfiles = ['shots\\..\\..\\secret.txt']"),
        "a path with .. leads out of the folder",
    ),
    "attachment_absolute": (
        _also('[attachments]\nfiles = ["/etc/hostname"]'),
        "only a path relative to this file is followed",
    ),
    "attachment_on_a_drive": (
        _also("[attachments]\nfiles = ['C:secret.txt', '\\\\server\\share\\x']"),
        "only a path relative to this file is followed",
    ),
    "attachment_is_the_folder": (_also('[attachments]\nfiles = ["."]'), "it is a folder"),
    "attachment_without_a_name": (_also('[attachments]\nfiles = [""]'), "it is no file name"),
    "too_many_attachments": (
        _also("[attachments]\nfiles = [" + '"x", ' * 50 + "]"),
        "attachments.files: at most 49 files are possible.",
    ),
    "kernel_log_elsewhere": (
        _also('[collect]\nkernel_log = ["/etc/hostname"]'),
        "collect.kernel_log: \"/etc/hostname\": only a path relative",
    ),
}  # fmt: skip
