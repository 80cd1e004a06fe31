"""A port that cannot be listened on is told in a sentence."""

import socket

import pytest

from deploy.port import reason

pytestmark = pytest.mark.one_shape


def test_a_free_port_is_fine() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert reason("127.0.0.1", str(port)) == ""


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert reason("127.0.0.1", str(port)) == (
            f"127.0.0.1, port {port}, is in use by another program; stop that one or choose another with --port."
        )


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("127.0.0.1", "web", "is no port number"),
        ("127.0.0.1", "70000", "is no port number"),
        ("192.0.2.1", "8000", "does not belong to this machine"),
    ],
)
def test_what_cannot_be_is_told(host: str, port: str, sentence: str) -> None:
    assert sentence in reason(host, port)
