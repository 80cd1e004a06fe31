#!/usr/bin/env python3
"""The command line: setup, adopt, demo, leave, and Django's own commands."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
    from specify.datamodel.connecting import BadDatabaseUrl

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except BadDatabaseUrl as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


if __name__ == "__main__":
    main()
