"""A real authorization server: Authlib on Flask and SQLAlchemy in the 1.x layout.

Usage: authlib_server.py DATABASE [--prepare]. With --prepare it first makes the tables, the user and its own clients.
How it is ended: see serving.py.
"""

import os
import sys
import time
from contextlib import contextmanager
from typing import Any, Iterator

import authlibgrants
from accounts import OWN_CLIENTS, OWN_REDIRECT, OWN_SCOPE, OWN_SECRET, grants_of
from authlib_models import Layout, open_engine
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.integrations.sqla_oauth2 import (
    create_bearer_token_validator, create_query_client_func, create_query_token_func, create_revocation_endpoint,
    create_save_token_func)
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from flask import Flask
from flaskroutes import add_routes
from serving import serve
from sqlalchemy.orm import scoped_session, sessionmaker

layout = Layout()
session: Any = scoped_session(sessionmaker())


class _Storage:
    find_token = staticmethod(create_query_token_func(session, layout.token))

    def add_code(self, client: Any, user: Any, **columns: Any) -> None:
        session.add(layout.code(client_id=client.client_id, user_id=user.id, **columns))
        session.commit()

    def find_code(self, code: str, client: Any) -> Any:
        return session.query(layout.code).filter_by(code=code, client_id=client.client_id).first()

    def remove_code(self, code: Any) -> None:
        session.delete(code)
        session.commit()

    def user_of(self, grant: Any) -> Any:
        return session.get(layout.user, grant.user_id)

    def user_named(self, name: str, password: str | None = None) -> Any:
        user = session.query(layout.user).filter_by(username=name).first()
        return user if user and password in (None, user.password) else None

    def refreshable(self, refresh_token: str) -> Any:
        token = session.query(layout.token).filter_by(refresh_token=refresh_token).first()
        return token if token and not token.refresh_token_revoked_at else None

    def replace(self, token: Any) -> None:
        token.access_token_revoked_at = token.refresh_token_revoked_at = int(time.time())
        session.commit()

    def described(self, token: Any) -> dict[str, Any]:
        return {"client_id": token.client_id, "token_type": token.token_type, "scope": token.get_scope(),
                "sub": token.user_id, "iat": token.issued_at}


class _Registration(ClientRegistrationEndpoint):
    def authenticate_token(self, request: Any) -> str:
        return "open"  # RFC 7591 section 3: open registration

    def get_server_metadata(self) -> dict[str, Any]:
        return {}

    def save_client(self, client_info: dict[str, Any], client_metadata: dict[str, Any], request: Any) -> Any:
        client = layout.client(**client_info)
        client.set_client_metadata(client_metadata)
        session.add(client)
        session.commit()
        return client


@contextmanager
def _unit() -> Iterator[None]:
    try:
        yield
    finally:
        session.remove()


def _prepare(database: str) -> None:
    layout.create(database)
    for grant, client_id in OWN_CLIENTS.items():
        session.add(layout.new_client(client_id, OWN_SECRET, {
            "grant_types": grants_of(grant), "response_types": ["code"], "redirect_uris": [OWN_REDIRECT],
            "scope": OWN_SCOPE}))
    session.commit()
    session.remove()


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    authorization = AuthorizationServer(app, create_query_client_func(session, layout.client),
                                        create_save_token_func(session, layout.token))
    storage = _Storage()
    authlibgrants.register(authorization, storage)
    authorization.register_endpoint(create_revocation_endpoint(session, layout.token))
    authorization.register_endpoint(_Registration)
    protect = ResourceProtector()
    protect.register_token_validator(create_bearer_token_validator(session, layout.token)())
    add_routes(app, authorization, protect, storage, _unit)
    return app


def main() -> None:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP, on the loopback address only
    database = sys.argv[1]
    session.configure(bind=open_engine(database))
    if "--prepare" in sys.argv[2:]:
        _prepare(database)
    serve(create_app())


if __name__ == "__main__":
    main()
