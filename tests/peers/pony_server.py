"""A real authorization server: Authlib on Flask and Pony.

Usage: pony_server.py DATABASE relation|flat [--prepare]. The styles are those of ponymodels.py. How it is ended: see
serving.py.
"""

import os
import sys
from datetime import timedelta
from typing import Any

import authlibgrants
from accounts import OWN_CLIENTS, OWN_REDIRECT, OWN_SCOPE, OWN_SECRET, grants_of
from address import Address
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from flask import Flask
from flaskroutes import add_routes
from pony.orm import db_session, flush
from ponymodels import Model
from serving import serve


class _Storage:
    """Authlib's calls on Pony's entities. Tokens are sought by lambda: by keyword Pony would strip blanks first."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def query_client(self, client_id: str) -> Any:
        client = self.model.client.get(client_id=client_id)
        return client if client and getattr(client, "active", True) else None

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        stored = dict(token)
        if self.model.relations:
            seconds = stored.pop("expires_in", 0)
            made = self.model.token(client=request.client, user=request.user or None, **stored)
            made.expires_at = made.issued_at + timedelta(seconds=seconds) if seconds else None
        else:
            self.model.token(client_id=request.client.client_id, user_id=request.user.id if request.user else None,
                             **stored)
        flush()

    def add_code(self, client: Any, user: Any, **columns: Any) -> None:
        given = {name: value or "" for name, value in columns.items()} | {"response_type": "code"}
        if self.model.relations:
            self.model.code(client=client, user=user, **given)
        else:
            self.model.code(client_id=client.client_id, user_id=user.id, **given)

    def find_code(self, code: str, client: Any) -> Any:
        if self.model.relations:
            return self.model.code.get(code=code, client=client)
        return self.model.code.get(code=code, client_id=client.client_id)

    def remove_code(self, code: Any) -> None:
        code.delete()

    def user_of(self, grant: Any) -> Any:
        return grant.user if self.model.relations else self.model.user.get(id=grant.user_id)

    def user_named(self, name: str, password: str | None = None) -> Any:
        user = self.model.user.get(username=name)
        return user if user and password in (None, user.password) else None

    def find_token(self, value: str, hint: str | None) -> Any:
        found = None
        if hint != "refresh_token":
            found = self.model.token.get(lambda token: token.access_token == value)
        if not found and hint != "access_token":
            found = self.model.token.get(lambda token: token.refresh_token == value)
        return found

    def refreshable(self, refresh_token: str) -> Any:
        token = self.find_token(refresh_token, "refresh_token")
        return token if token and not token.refresh_token_revoked_at else None

    def replace(self, token: Any) -> None:
        token.revoke()

    def described(self, token: Any) -> dict[str, Any]:
        if self.model.relations:
            client_id, user = token.client.client_id, token.user.id if token.user else None
        else:
            client_id, user = token.client_id, token.user_id
        return {"client_id": client_id, "token_type": token.token_type, "scope": token.scope, "sub": user}


def _endpoints(storage: _Storage) -> tuple[type, Any]:
    class Revocation(RevocationEndpoint):
        def query_token(self, token: str, token_type_hint: str | None) -> Any:
            return storage.find_token(token, token_type_hint)

        def revoke_token(self, token: Any, request: Any) -> None:
            token.revoke(access_only=request.form.get("token_type_hint") == "access_token")

    class Validator(BearerTokenValidator):
        def authenticate_token(self, token_string: str) -> Any:
            return storage.find_token(token_string, "access_token")

    return Revocation, Validator()


@db_session
def _prepare(model: Model) -> None:
    model.add_user()
    for grant, client_id in OWN_CLIENTS.items():
        metadata = {"grant_types": grants_of(grant), "response_types": ["code"], "redirect_uris": [OWN_REDIRECT],
                    "scope": OWN_SCOPE}
        model.client(client_id=client_id, client_secret=OWN_SECRET,
                     **{"metadata" if model.relations else "client_metadata": metadata})


def create_app(model: Model) -> Flask:
    app = Flask(__name__)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    storage = _Storage(model)
    authorization = AuthorizationServer(app, storage.query_client, storage.save_token)
    authlibgrants.register(authorization, storage)
    revocation, validator = _endpoints(storage)
    authorization.register_endpoint(revocation)
    protect = ResourceProtector()
    protect.register_token_validator(validator)
    add_routes(app, authorization, protect, storage, lambda: db_session)
    return app


def main() -> None:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP, on the loopback address only
    model = Model(sys.argv[2])
    model.open(Address.parse(sys.argv[1]).pony())
    if "--prepare" in sys.argv[3:]:
        _prepare(model)
    serve(create_app(model))


if __name__ == "__main__":
    main()
