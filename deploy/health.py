"""Is the web server of this machine well? For a container's health check, or a cron job that tells somebody.

In: the port as an argument (8000), the name of the site from `SPECIFY_HOSTS`. Out: exit 0 when `/healthz` says that the
program and its databases work, else 1 and what it said.
"""

import sys
import urllib.error

from visit import fetch


def complaint(port: str) -> str:
    """What is wrong; empty when all is well."""
    try:
        fetch(f"http://127.0.0.1:{port}/healthz", 8)
    except urllib.error.HTTPError as error:
        return error.read().decode()
    except OSError as error:
        return f"The web server does not answer on port {port}: {error}."
    return ""


if __name__ == "__main__":
    sys.exit(complaint(*sys.argv[1:2] or ["8000"]) or 0)
