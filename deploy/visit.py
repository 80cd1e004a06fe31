"""Wait until the site answers, and look at its sign-in page.

In: host, port and the web server's process number as arguments. Out: exit 0 when a page with a password field came
within half a minute, else 1 and a sentence.
"""

import os
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 30.0


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def fetch(address: str, patience: float = PATIENCE) -> str:
    """What stands at an address of ours, asked for by the name that the site answers to."""
    hosts = [host.strip() for host in os.environ.get("SPECIFY_HOSTS", "").split(",")]
    request = urllib.request.Request(address, headers={"Host": hosts[0]} if hosts[0] else {})  # noqa: S310 - http, ours
    with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310
        return str(answer.read().decode())


def complaint(host: str, port: str, process: int) -> str:
    """What is wrong with the site; empty when the sign-in page came."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    address = f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and _is_alive(process):
        try:
            page = fetch(address)
        except urllib.error.HTTPError as error:
            return f"{address} answered with status {error.code}; the log above says why."
        except OSError:
            time.sleep(0.05)
            continue
        return "" if 'type="password"' in page else f"{address} answered, but not with the sign-in page."
    if _is_alive(process):
        return f"{address} did not answer within {PATIENCE:.0f} seconds."
    return "The web server ended by itself; its reason stands above."


if __name__ == "__main__":
    sys.exit(complaint(sys.argv[1], sys.argv[2], int(sys.argv[3])) or 0)
