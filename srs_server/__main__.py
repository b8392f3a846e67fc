"""Where `paragon-srs` starts."""

from __future__ import annotations

import logging
import sys


def main() -> int:
    from collector.core.errors import CollectorError
    from srs_server.options import parse

    options = parse(sys.argv[1:])
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(name)s %(message)s"
    )
    from srs_server.serve import serve

    try:
        return serve(options)
    except CollectorError as error:
        sys.stderr.write(f"paragon-srs: {error.title}\n")
        if error.hint:
            sys.stderr.write(f"  {error.hint}\n")
        return int(error.exit_code)


if __name__ == "__main__":
    sys.exit(main())
