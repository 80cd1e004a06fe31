#!/usr/bin/env python3
"""The command line: setup, adopt, demo, leave, and Django's own commands."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
    try:
        from django.core.management import execute_from_command_line

        from specify.datamodel.connecting import BadDatabaseUrl
        from specify.environment import BadVariable
    except ModuleNotFoundError as error:
        sys.exit(f"The Python package {error.name} is missing here. deploy/run installs it; then use .venv/bin/python.")
    try:
        execute_from_command_line(sys.argv)
    except (BadVariable, BadDatabaseUrl) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


if __name__ == "__main__":
    main()
