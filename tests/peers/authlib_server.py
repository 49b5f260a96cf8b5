"""A real authorization server: Authlib on Flask over an SQLite file in the 1.x layout.

Usage: authlib_server.py DATABASE. Prints its port on the first line; ends on SIGTERM or when its standard input closes,
so that it never outlives the test that started it.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from authlib_models import Layout, open_engine
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.integrations.sqla_oauth2 import (
    create_bearer_token_validator, create_query_client_func, create_query_token_func, create_revocation_endpoint,
    create_save_token_func)
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask, Response, jsonify, request
from sqlalchemy.orm import scoped_session, sessionmaker
from werkzeug.serving import WSGIRequestHandler, make_server

layout = Layout()
session: Any = scoped_session(sessionmaker())


class _CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "none"]

    def save_authorization_code(self, code: str, request: Any) -> None:
        session.add(layout.code(
            code=code, client_id=request.client.client_id, redirect_uri=request.redirect_uri, scope=request.scope,
            user_id=request.user.id, code_challenge=request.data.get("code_challenge"),
            code_challenge_method=request.data.get("code_challenge_method")))
        session.commit()

    def query_authorization_code(self, code: str, client: Any) -> Any:
        found = session.query(layout.code).filter_by(code=code, client_id=client.client_id).first()
        return found if found and not found.is_expired() else None

    def delete_authorization_code(self, authorization_code: Any) -> None:
        session.delete(authorization_code)
        session.commit()

    def authenticate_user(self, authorization_code: Any) -> Any:
        return session.get(layout.user, authorization_code.user_id)


class _S256Only(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]


class _PasswordGrant(grants.ResourceOwnerPasswordCredentialsGrant):
    def authenticate_user(self, username: str, password: str) -> Any:
        user = session.query(layout.user).filter_by(username=username).first()
        return user if user and user.password == password else None


class _RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "none"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Any:
        token = session.query(layout.token).filter_by(refresh_token=refresh_token).first()
        return token if token and not token.refresh_token_revoked_at else None

    def authenticate_user(self, credential: Any) -> Any:
        return session.get(layout.user, credential.user_id)

    def revoke_old_credential(self, credential: Any) -> None:
        credential.access_token_revoked_at = credential.refresh_token_revoked_at = int(time.time())
        session.commit()


class _Introspection(IntrospectionEndpoint):
    def query_token(self, token_string: str, token_type_hint: str | None) -> Any:
        return create_query_token_func(session, layout.token)(token_string, token_type_hint)

    def check_permission(self, token: Any, client: Any, request: Any) -> bool:
        return True

    def introspect_token(self, token: Any) -> dict[str, Any]:
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


def _register(authorization: AuthorizationServer) -> None:
    authorization.register_grant(grants.ClientCredentialsGrant)
    authorization.register_grant(_PasswordGrant)
    authorization.register_grant(_CodeGrant, [_S256Only(required=True)])
    authorization.register_grant(_RefreshGrant)
    authorization.register_endpoint(create_revocation_endpoint(session, layout.token))
    authorization.register_endpoint(_Introspection)
    authorization.register_endpoint(_Registration)


def create_app(database: Path) -> Flask:
    session.configure(bind=open_engine(database))
    app = Flask(__name__)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    authorization = AuthorizationServer(app, create_query_client_func(session, layout.client),
                                        create_save_token_func(session, layout.token))
    _register(authorization)
    protect = ResourceProtector()
    protect.register_token_validator(create_bearer_token_validator(session, layout.token)())

    @app.teardown_appcontext
    def _release(error: BaseException | None) -> None:
        session.remove()

    @app.get("/oauth/authorize")
    def _authorize() -> Response:
        # The user named in the request counts as signed in and agreeing.
        user = session.query(layout.user).filter_by(username=request.args.get("user")).first()
        return authorization.create_authorization_response(grant_user=user)

    @app.post("/oauth/token")
    def _token() -> Response:
        return authorization.create_token_response()

    @app.post("/oauth/revoke")
    def _revoke() -> Response:
        return authorization.create_endpoint_response("revocation")

    @app.post("/oauth/introspect")
    def _introspect() -> Response:
        return authorization.create_endpoint_response("introspection")

    @app.post("/oauth/register")
    def _register_client() -> Response:
        return authorization.create_endpoint_response("client_registration")

    @app.get("/me")
    @protect("profile")
    def _me() -> Response:
        return jsonify(client_id=current_token.client_id, sub=current_token.user_id, scope=current_token.scope)

    return app


class _QuietHandler(WSGIRequestHandler):
    """No line for each request: standard error is left to what goes wrong."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def _end_with_parent() -> None:
    while os.read(0, 1):  # not sys.stdin: its lock, held by a waiting thread, makes the interpreter abort when it ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP, on the loopback address only
    app = create_app(Path(sys.argv[1]))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_QuietHandler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
