"""A real authorization server: django-oauth-toolkit.

Usage: dot_server.py DATABASE [--prepare]. How it is ended: see serving.py.
"""

import os
import sys

import djangosetup
from accounts import OWN_CLIENTS, OWN_REDIRECT, OWN_SECRET
from serving import serve

if __name__ == "__main__":
    djangosetup.configure(
        sys.argv[1], "__main__", ["oauth2_provider"],
        OAUTH2_PROVIDER={"SCOPES": {"profile": "Profile", "email": "Mail", "introspection": "Introspection"},
                         "DEFAULT_SCOPES": ["profile"], "PKCE_REQUIRED": True})

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from oauth2_provider.decorators import protected_resource  # noqa: E402
from oauth2_provider.exceptions import OAuthToolkitError  # noqa: E402
from oauth2_provider.models import get_application_model  # noqa: E402
from oauth2_provider.views import IntrospectTokenView, RevokeTokenView, TokenView  # noqa: E402
from oauth2_provider.views.mixins import OAuthLibMixin  # noqa: E402


def _authorize(request: HttpRequest) -> HttpResponse:
    # The user named in the request counts as signed in and agreeing.
    request.user = djangosetup.user_named(request.GET.get("user", ""))
    core = OAuthLibMixin()
    try:
        scopes, credentials = core.validate_authorization_request(request)
        uri, _, _, _ = core.create_authorization_response(request, " ".join(scopes), credentials, allow=True)
    except OAuthToolkitError as error:
        return JsonResponse({"error": error.oauthlib_error.error}, status=400)
    return HttpResponseRedirect(uri)


@protected_resource(scopes=["profile"])
def _me(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"sub": request.resource_owner.pk if request.resource_owner else None})


urlpatterns = [path("oauth/authorize", _authorize), path("oauth/token", TokenView.as_view()),
               path("oauth/revoke", RevokeTokenView.as_view()), path("oauth/introspect", IntrospectTokenView.as_view()),
               path("me", _me)]


def _prepare() -> None:
    djangosetup.prepare()
    for grant, client_id in OWN_CLIENTS.items():
        get_application_model().objects.create(
            client_id=client_id, client_secret=OWN_SECRET, client_type="confidential", name=client_id,
            authorization_grant_type=grant.replace("_", "-"), redirect_uris=OWN_REDIRECT)


if __name__ == "__main__":
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP, on the loopback address only
    if "--prepare" in sys.argv[2:]:
        _prepare()
    serve(djangosetup.application())
