"""Can this host and port be listened on? In: both as arguments. Out: exit 0, or 1 and a sentence what to do."""

import errno
import socket
import sys

_REASONS = {
    errno.EADDRINUSE: "is in use by another program; stop that one or choose another with --port",
    errno.EACCES: "needs root (as every port below 1024); choose a higher one with --port",
    errno.EADDRNOTAVAIL: "does not belong to this machine; choose another with --host",
}


def reason(host: str, port: str) -> str:
    """Why we cannot listen there; empty when we can."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"Port {port} is no port number; name one from 1 to 65535."
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        return f"The host {host} is unknown; choose another with --host."
    except OSError as error:
        return f"{host}, port {port}, {_REASONS.get(error.errno or 0, f'cannot be listened on ({error})')}."
    return ""


if __name__ == "__main__":
    sys.exit(reason(*sys.argv[1:3]) or 0)
