"""An OpenID Connect provider on this machine, which misbehaves when it is told to.

In: who signs in there and what shall be wrong (`Behaviour`). Out: a `LocalProvider` with an address of its own that
answers over HTTP: its description, the authorization endpoint, the token endpoint and its keys. It checks what it is
sent as a provider must: client, secret, redirect address, code (once), and the proof of PKCE.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "specify", "a secret of forty characters, or so, long"


@cache
def key_of(name: str) -> rsa.RSAPrivateKey:
    """A key; the same one for the same name."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    """A key of the other common kind."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Behaviour:
    """Who signs in, and what is wrong. `claims` overwrite those of the token; None takes one out."""

    subject: str = "2f1c-0007"
    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    signed_with: str = "the provider's"
    kid: str | None = "1"
    error: str = ""
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)  # status and body of a path, in place of its own
    redirects: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)  # seconds before the answer of a path
    cut: set[str] = field(default_factory=set)  # paths whose answers end in the middle
    trickling: dict[str, float] = field(default_factory=dict)  # seconds between its bytes


@dataclass
class LocalProvider:
    """A provider that runs."""

    issuer: str = ""
    behaviour: Behaviour = field(default_factory=Behaviour)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    encodings: list[str | None] = field(default_factory=list)  # which the questions take

    def description(self) -> dict[str, Any]:
        """What stands at the discovery address."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            **self.behaviour.description,
        }

    def keys(self) -> dict[str, Any]:
        """The public keys: one of each kind, and one that is not for signatures."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key_of("the provider's").public_key()))
        curve = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(curve_key().public_key()))
        other = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key_of("for encryption").public_key()))
        return {
            "keys": [
                {**other, "kid": "1", "use": "enc"},
                {**public, "kid": "1", "use": "sig", "alg": "RS256"},
                {**curve, "kid": "2"},
            ]
        }

    def authorize(self, question: dict[str, str]) -> str:
        """The address that the browser is sent back to: signed in at once."""
        assert question["response_type"] == "code"
        assert question["client_id"] == CLIENT
        assert question["code_challenge_method"] == "S256"
        assert "openid" in question["scope"].split()
        answer = {"state": question["state"]}
        if self.behaviour.error:
            answer["error"] = self.behaviour.error
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.codes[answer["code"]] = question
        return f"{question['redirect_uri']}?{urlencode(answer)}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and body for a code."""
        question = self.codes.pop(sent.get("code", ""), None)
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if not question or (question["code_challenge"], question["redirect_uri"]) != (challenge, sent["redirect_uri"]):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.id_token(question)}

    def id_token(self, question: dict[str, str]) -> str:
        """The signed word on who has signed in."""
        now, wrong = int(time.time()), self.behaviour
        claims = {
            "iss": self.issuer,
            "sub": wrong.subject,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": question["nonce"],
            "name": "Grace Mokafor",
            "email": "grace@example.org",
            "auth_time": now if "max_age" in question else None,
            **wrong.claims,
        }
        told = {name: value for name, value in claims.items() if value is not None}
        header = {"kid": wrong.kid} if wrong.kid else {}
        if wrong.algorithm == "none":
            return jwt.encode(told, "", algorithm="none", headers=header)
        if wrong.algorithm.startswith("HS"):
            return jwt.encode(told, SECRET, algorithm=wrong.algorithm, headers=header)
        key = curve_key() if wrong.algorithm == "ES256" else key_of(wrong.signed_with)
        return jwt.encode(told, key, algorithm=wrong.algorithm, headers=header)


@contextmanager
def providing() -> Iterator[LocalProvider]:
    """A provider on a free port while the block runs."""
    provider = LocalProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(provider: LocalProvider) -> type["_Handler"]:
    return type("Handler", (_Handler,), {"provider": provider})


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    provider: LocalProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self._is_told_otherwise(parts.path):
            return
        if parts.path == "/authorize":
            self._go_to(self.provider.authorize(_flat(parts.query)))
        elif parts.path == "/keys":
            self._answer(200, self.provider.keys())
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(200, self.provider.description())
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self._is_told_otherwise(self.path):
            self._answer(*self.provider.token(_flat(sent)))

    def _is_told_otherwise(self, path: str) -> bool:
        self.provider.asked.append(path)
        self.provider.encodings.append(self.headers["Accept-Encoding"])
        wrong = self.provider.behaviour
        time.sleep(wrong.slow.get(path, 0))
        if path in wrong.redirects:
            self._go_to(wrong.redirects[path])
        elif path in wrong.answers:
            status, body = wrong.answers[path]
            self._send(status, body.encode())
        return path in wrong.redirects or path in wrong.answers

    def _answer(self, status: int, document: dict[str, Any]) -> None:
        self._send(status, json.dumps(document).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) * (2 if self.path in self.provider.behaviour.cut else 1)))
        self.end_headers()
        pause = self.provider.behaviour.trickling.get(self.path.partition("?")[0], 0)
        pieces = [body[place : place + 1] for place in range(len(body))] if pause else [body]
        with suppress(ConnectionError):  # whoever asked may have gone
            for piece in pieces:
                self.wfile.write(piece)
                time.sleep(pause)

    def _go_to(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
