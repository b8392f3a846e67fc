"""Where the program starts: a worker, the elevated pass, the app, or the command line."""

from __future__ import annotations

import sys


def main() -> int:
    from collector.core.streams import ensure_standard_streams

    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # py-cpuinfo would start us for ever
    ensure_standard_streams()
    arguments = sys.argv[1:]
    if arguments == ["--worker"]:
        from collector.evidence.worker import main as worker

        return worker()
    if arguments[:1] == ["--elevated"]:
        from collector.evidence.elevated import main as elevated

        return elevated(arguments[1:])
    if not arguments:
        from collector.gui.app import main as app

        return app()
    from collector.cli.main import main as command_line

    return int(command_line(arguments))


if __name__ == "__main__":
    sys.exit(main())
