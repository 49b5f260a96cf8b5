"""The routes of an Authlib server on Flask, the same whatever its ORM."""

from contextlib import AbstractContextManager
from typing import Any, Callable

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlibgrants import Storage
from flask import Flask, Response, jsonify, request

Scope = Callable[[], AbstractContextManager[Any]]


def add_routes(app: Flask, authorization: AuthorizationServer, protect: ResourceProtector, storage: Storage,
               unit: Scope) -> None:
    """Each request runs within one `unit`: the ORM's session."""

    def route(path: str, method: str, answer: Callable[[], Response]) -> None:
        def within() -> Response:
            with unit():
                return answer()

        app.add_url_rule(path, path, within, methods=[method])

    def authorize() -> Response:
        # The user named in the request counts as signed in and agreeing.
        return authorization.create_authorization_response(grant_user=storage.user_named(request.args.get("user", "")))

    @protect("profile")
    def me() -> Response:
        told = storage.described(current_token)
        return jsonify({name: told[name] for name in ("client_id", "sub", "scope")})

    route("/oauth/authorize", "GET", authorize)
    route("/oauth/token", "POST", lambda: authorization.create_token_response())
    endpoints = {"revoke": "revocation", "introspect": "introspection", "register": "client_registration"}
    for path, endpoint in endpoints.items():
        route(f"/oauth/{path}", "POST", lambda name=endpoint: authorization.create_endpoint_response(name))
    route("/me", "GET", me)
