"""Authlib's grants and introspection over whatever a server keeps its tokens in."""

from typing import Any, Protocol

from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint

_METHODS = ["client_secret_basic", "client_secret_post", "none"]


class Storage(Protocol):
    """What the documentation leaves to the application."""

    def add_code(self, **columns: Any) -> None:
        """Keeps an authorization code; `client` and `user` are the objects, the rest is text."""

    def find_code(self, code: str, client: Any) -> Any: ...

    def remove_code(self, code: Any) -> None: ...

    def user_of(self, grant: Any) -> Any:
        """The user of a code or a token."""

    def user_named(self, name: str, password: str | None = None) -> Any:
        """The user of that name, and with a password only where it is the right one."""

    def find_token(self, value: str, hint: str | None) -> Any: ...

    def refreshable(self, refresh_token: str) -> Any: ...

    def replace(self, token: Any) -> None:
        """Revokes a token that was exchanged for a new one."""

    def described(self, token: Any) -> dict[str, Any]:
        """What introspection tells of a token."""


class _CodeGrant(grants.AuthorizationCodeGrant):
    storage: Storage
    TOKEN_ENDPOINT_AUTH_METHODS = _METHODS

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.storage.add_code(
            code=code, client=request.client, user=request.user, redirect_uri=request.redirect_uri, scope=request.scope,
            code_challenge=request.data.get("code_challenge"),
            code_challenge_method=request.data.get("code_challenge_method"))

    def query_authorization_code(self, code: str, client: Any) -> Any:
        found = self.storage.find_code(code, client)
        return found if found and not found.is_expired() else None

    def delete_authorization_code(self, authorization_code: Any) -> None:
        self.storage.remove_code(authorization_code)

    def authenticate_user(self, authorization_code: Any) -> Any:
        return self.storage.user_of(authorization_code)


class _S256Only(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]


class _PasswordGrant(grants.ResourceOwnerPasswordCredentialsGrant):
    storage: Storage

    def authenticate_user(self, username: str, password: str) -> Any:
        return self.storage.user_named(username, password)


class _RefreshGrant(grants.RefreshTokenGrant):
    storage: Storage
    TOKEN_ENDPOINT_AUTH_METHODS = _METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Any:
        return self.storage.refreshable(refresh_token)

    def authenticate_user(self, credential: Any) -> Any:
        return self.storage.user_of(credential)

    def revoke_old_credential(self, credential: Any) -> None:
        self.storage.replace(credential)


class _Introspection(IntrospectionEndpoint):
    storage: Storage

    def query_token(self, token_string: str, token_type_hint: str | None) -> Any:
        return self.storage.find_token(token_string, token_type_hint)

    def check_permission(self, token: Any, client: Any, request: Any) -> bool:
        return True

    def introspect_token(self, token: Any) -> dict[str, Any]:
        return self.storage.described(token)


def register(authorization: Any, storage: Storage) -> None:
    """Registers every grant and the introspection endpoint."""
    def over(kind: type) -> type:
        return type(kind.__name__, (kind,), {"storage": storage})

    authorization.register_grant(grants.ClientCredentialsGrant)
    authorization.register_grant(over(_PasswordGrant))
    authorization.register_grant(over(_CodeGrant), [_S256Only(required=True)])
    authorization.register_grant(over(_RefreshGrant))
    authorization.register_endpoint(over(_Introspection))
