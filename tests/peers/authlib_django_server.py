"""A real authorization server: Authlib on Django.

Usage: authlib_django_server.py DATABASE flag|times [--prepare]. `flag` has the `revoked` column of Authlib's guide,
`times` the two columns of Authlib's own tests. How it is ended: see serving.py.
"""

import os
import sys
from typing import Any

import djangosetup
from accounts import OWN_CLIENTS, OWN_REDIRECT, OWN_SCOPE, OWN_SECRET, grants_of
from serving import serve

if __name__ == "__main__":
    djangosetup.configure(sys.argv[1], "__main__", ["authlibsrv"], AUTHLIBSRV_LAYOUT=sys.argv[2],
                          AUTHLIB_OAUTH2_PROVIDER={"refresh_token_generator": True})

import authlibgrants  # noqa: E402
from authlib.integrations.django_oauth2 import (  # noqa: E402
    AuthorizationServer, BearerTokenValidator, ResourceProtector, RevocationEndpoint)
from authlibsrv.models import TOKEN, AuthorizationCode, OAuth2Client  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

_server = AuthorizationServer(OAuth2Client, TOKEN)
_protect = ResourceProtector()




class _Storage:
    user_named = staticmethod(djangosetup.user_named)

    def add_code(self, client: Any, user: Any, **columns: Any) -> None:
        AuthorizationCode.objects.create(client_id=client.client_id, user=user, response_type="code", **columns)

    def find_code(self, code: str, client: Any) -> Any:
        return AuthorizationCode.objects.filter(code=code, client_id=client.client_id).first()

    def remove_code(self, code: Any) -> None:
        code.delete()

    def user_of(self, grant: Any) -> Any:
        return grant.user

    def find_token(self, value: str, hint: str | None) -> Any:
        return RevocationEndpoint(_server).query_token(value, hint)

    def refreshable(self, refresh_token: str) -> Any:
        token = TOKEN.objects.filter(refresh_token=refresh_token).first()
        return token if token and token.may_refresh() else None

    def replace(self, token: Any) -> None:
        token.revoke()

    def described(self, token: Any) -> dict[str, Any]:
        return {"client_id": token.client_id, "token_type": token.token_type, "scope": token.get_scope(),
                "sub": token.user_id, "iat": token.issued_at}


_storage = _Storage()
authlibgrants.register(_server, _storage)
_server.register_endpoint(RevocationEndpoint)
_protect.register_token_validator(BearerTokenValidator(TOKEN))


def _authorize(request: HttpRequest) -> HttpResponse:
    # The user named in the request counts as signed in and agreeing.
    return _server.create_authorization_response(request, grant_user=_storage.user_named(request.GET.get("user", "")))


def _token(request: HttpRequest) -> HttpResponse:
    return _server.create_token_response(request)


def _revoke(request: HttpRequest) -> HttpResponse:
    return _server.create_endpoint_response("revocation", request)


def _introspect(request: HttpRequest) -> HttpResponse:
    return _server.create_endpoint_response("introspection", request)


@_protect("profile")
def _me(request: HttpRequest) -> HttpResponse:
    token = request.oauth_token
    return JsonResponse({"client_id": token.client_id, "sub": token.user_id, "scope": token.scope})


urlpatterns = [path("oauth/authorize", _authorize), path("oauth/token", _token), path("oauth/revoke", _revoke),
               path("oauth/introspect", _introspect), path("me", _me)]


def _prepare() -> None:
    owner = djangosetup.prepare("authlibsrv")
    for grant, client_id in OWN_CLIENTS.items():
        OAuth2Client.objects.create(
            user=owner, client_id=client_id, client_secret=OWN_SECRET, client_name=client_id,
            redirect_uris=OWN_REDIRECT, default_redirect_uri=OWN_REDIRECT, scope=OWN_SCOPE, response_type="code",
            grant_type=" ".join(grants_of(grant)), token_endpoint_auth_method="client_secret_basic")


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP, on the loopback address only
    if "--prepare" in sys.argv[3:]:
        _prepare()
    serve(djangosetup.application())
