"""An issuer on Authlib and Flask: metadata (RFC 8414), keys, JWT access tokens, introspection, revocation.

authlib_issuer.py KEYS: a file with its private JWK Set, read anew for each request; its first key signs. It keeps what
it issued in memory. How it is ended: see serving.py.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.jose import JsonWebKey, JsonWebSignature
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from flask import Flask, Response, jsonify, request
from serving import serve

CLIENT, SECRET = "owb", "a secret: with + signs & more"
_LIFETIME = 600

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback only
_keys_file = Path(sys.argv[1])
_issued: dict[str, dict[str, Any]] = {}


class _Client(ClientMixin):
    client_id = CLIENT

    def get_client_id(self) -> str:
        return CLIENT

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in _METHODS

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"


class _Token:
    """What the endpoints ask of a token."""

    def __init__(self, text: str) -> None:
        self.text = text

    def check_client(self, client: _Client) -> bool:
        return True

    def is_expired(self) -> bool:
        return _issued[self.text]["exp"] < time.time()

    def is_revoked(self) -> bool:
        return False  # what is revoked is gone


def _query_token(text: str, hint: str | None) -> _Token | None:
    return _Token(text) if text in _issued else None


_METHODS = ["client_secret_basic", "client_secret_post"]


class _Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = _METHODS

    def query_token(self, token_string: str, token_type_hint: str | None) -> _Token | None:
        return _query_token(token_string, token_type_hint)

    def check_permission(self, token: _Token, client: _Client, request: Any) -> bool:
        return True

    def introspect_token(self, token: _Token) -> dict[str, Any]:
        return {"active": True, "token_type": "Bearer", **_issued[token.text]}


class _Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = _METHODS

    def query_token(self, token_string: str, token_type_hint: str | None) -> _Token | None:
        return _query_token(token_string, token_type_hint)

    def revoke_token(self, token: _Token, request: Any) -> None:
        del _issued[token.text]


def _issuer() -> str:
    return f"http://127.0.0.1:{request.environ['SERVER_PORT']}"


def _signing_key() -> dict[str, Any]:
    return json.loads(_keys_file.read_text())["keys"][0]


def _generate(grant_type: str, client: _Client, user: Any = None, scope: str = "", **_: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {"iss": _issuer(), "sub": CLIENT, "client_id": CLIENT, "aud": "https://api.example", "scope": scope,
              "iat": now, "exp": now + _LIFETIME, "jti": f"{now}-{len(_issued)}"}
    key = _signing_key()
    # Not authlib.jose.jwt, which in 1.2 writes "JWT" over whatever `typ` it is given.
    text = JsonWebSignature().serialize_compact({"alg": key["alg"], "typ": "at+jwt", "kid": key["kid"]},
                                                json.dumps(claims).encode(), key).decode()
    _issued[text] = claims
    return {"access_token": text, "token_type": "Bearer", "expires_in": _LIFETIME, "scope": scope}


def _metadata() -> Response:
    base = _issuer()
    metadata = AuthorizationServerMetadata({
        "issuer": base, "token_endpoint": f"{base}/token", "jwks_uri": f"{base}/keys", "response_types_supported": [],
        "grant_types_supported": ["client_credentials"], "introspection_endpoint": f"{base}/introspect",
        "revocation_endpoint": f"{base}/revoke"})
    return jsonify(dict(metadata))


def _public_keys() -> Response:
    keys = json.loads(_keys_file.read_text())["keys"]
    return jsonify({"keys": [JsonWebKey.import_key(key).as_dict(is_private=False) for key in keys]})


def main() -> None:
    app = Flask(__name__)
    server = AuthorizationServer(app, query_client=lambda name: _Client() if name == CLIENT else None,
                                 save_token=lambda token, request: None)
    server.register_token_generator("default", _generate)
    server.register_grant(type("_Grant", (grants.ClientCredentialsGrant,), {}))
    server.register_endpoint(_Introspection)
    server.register_endpoint(_Revocation)
    app.add_url_rule("/.well-known/oauth-authorization-server", "metadata", _metadata)
    app.add_url_rule("/keys", "keys", _public_keys)
    app.add_url_rule("/token", "token", lambda: server.create_token_response(), methods=["POST"])
    for name in ("introspect", "revoke"):
        endpoint = {"introspect": "introspection", "revoke": "revocation"}[name]
        app.add_url_rule(f"/{name}", name, lambda endpoint=endpoint: server.create_endpoint_response(endpoint),
                         methods=["POST"])
    serve(app)


main()
