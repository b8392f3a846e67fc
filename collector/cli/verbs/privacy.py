"""The verb `privacy`: the text agreed to, what a token stands for, a new key, forgetting both."""

from __future__ import annotations

import argparse
import json

from collector.core.environment import Environment
from collector.core.errors import ExitCode, MissingInputError, UsageError
from collector.core.printable import printable, write_line

NAME = "privacy"
HELP = "the privacy text; what a token such as pii-serial-… stands for; a new key; forget"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="ACTION", required=True)
    reveal = what.add_parser("reveal", help="which value a token stands for, on this machine")
    reveal.add_argument("token", metavar="TOKEN", help="as in a bundle: pii-user-3bsiyqcv")
    text = what.add_parser("text", help="the privacy text that a Support Request agrees to")
    new = what.add_parser("new-key", help="name everything anew from now on")
    forget = what.add_parser("forget", help="remove what the tokens stand for, and the key")
    for one in (text, reveal, new, forget):
        one.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
        )


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    if args.what == "text":
        return _text(args, environment)
    if args.what == "reveal":
        return _reveal(args, environment)
    return _new_key(args, environment) if args.what == "new-key" else _forget(args, environment)


def _text(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.request.consent import PRIVACY_TEXT_VERSION, privacy_text

    if args.json:
        answer = {"version": PRIVACY_TEXT_VERSION, "text": privacy_text()}
        write_line(environment.stdout, json.dumps(answer))
    else:
        write_line(environment.stdout, privacy_text())
    return ExitCode.DONE


def _reveal(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.workflow.privacy_map import reveal

    token = args.token.strip()
    if "pii-removed" in token:
        raise UsageError(
            "pii-removed stands for a password or key that was removed; nobody keeps those.",
            hint="Look into the original file.",
        )
    if "pii-" not in token:
        raise UsageError(
            f"{printable(token, 80)!r} is no token.", hint="A token looks like pii-user-3bsiyqcv."
        )
    found = reveal(environment.paths, environment.environ, token)
    if found is None:
        raise MissingInputError(
            f"What {printable(token, 80)} stands for is not known on this machine.",
            hint="It was made on another machine or under another account, it was forgotten, or no "
            "bundle that holds it was packed here.",
        )
    if args.json:
        answer = {"token": found.token, "kind": found.kind.value, "value": found.value}
        write_line(environment.stdout, json.dumps(answer))
    else:
        write_line(environment.stdout, printable(found.value))
    return ExitCode.DONE


def _new_key(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.workflow.privacy_map import new_key

    count = new_key(environment.paths, environment.environ)
    _say(
        args, environment, {"explained": count},
        "There is a new key. From now on the same value gets another token, so that new bundles "
        "cannot be compared with old ones. Evidence that was not packed yet is collected again. "
        f"What {count} token(s) of bundles packed so far stand for is still known here.",
    )  # fmt: skip
    return ExitCode.DONE


def _forget(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.workflow.privacy_map import forget

    forget(environment.paths, environment.environ)
    _say(
        args, environment, {"forgotten": True},
        "Forgotten: nobody can tell any more what the tokens in bundles packed so far stand for. "
        "The next run makes a new key. Bundles that were sent are not changed by this.",
    )  # fmt: skip
    return ExitCode.DONE


def _say(
    args: argparse.Namespace, environment: Environment, answer: dict[str, object], text: str
) -> None:
    write_line(environment.stdout, json.dumps(answer) if args.json else text)
