"""The models of Authlib's guide for Django, with the token table of the guide or that of Authlib's own tests."""

import time

from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, list_to_scope, scope_to_list
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models


def _now() -> int:
    return int(time.time())


class OAuth2Client(models.Model, ClientMixin):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    client_id = models.CharField(max_length=48, unique=True)
    client_secret = models.CharField(max_length=48, blank=True)
    client_name = models.CharField(max_length=120)
    redirect_uris = models.TextField(default="")
    default_redirect_uri = models.TextField(blank=False, default="")
    scope = models.TextField(default="")
    response_type = models.TextField(default="")
    grant_type = models.TextField(default="")
    token_endpoint_auth_method = models.CharField(max_length=120, default="")

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.default_redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        allowed = set(scope_to_list(self.scope))
        return list_to_scope([one for one in (scope or "").split() if one in allowed])

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.default_redirect_uri or redirect_uri in self.redirect_uris  # as in the guide

    def check_client_secret(self, client_secret: str) -> bool:
        return self.client_secret == client_secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return self.token_endpoint_auth_method == method if endpoint == "token" else True

    def check_response_type(self, response_type: str) -> bool:
        return response_type in self.response_type.split()

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.grant_type.split()


class _TokenColumns(models.Model, TokenMixin):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    client_id = models.CharField(max_length=48, db_index=True)
    token_type = models.CharField(max_length=40)
    access_token = models.CharField(max_length=255, unique=True)
    refresh_token = models.CharField(max_length=255, db_index=True)
    scope = models.TextField(default="")
    issued_at = models.IntegerField(default=_now)
    expires_in = models.IntegerField(default=0)

    class Meta:
        abstract = True

    def check_client(self, client: OAuth2Client) -> bool:
        return self.client_id == client.client_id

    def get_client_id(self) -> str:
        return self.client_id

    def get_scope(self) -> str:
        return self.scope

    def get_expires_in(self) -> int:
        return self.expires_in

    def is_expired(self) -> bool:
        return bool(self.expires_in) and self.issued_at + self.expires_in < time.time()


if settings.AUTHLIBSRV_LAYOUT == "flag":
    class OAuth2Token(_TokenColumns):
        revoked = models.BooleanField(default=False)

        def is_revoked(self) -> bool:
            return self.revoked

        def may_refresh(self) -> bool:
            return not self.revoked

        def revoke(self) -> None:
            self.revoked = True
            self.save()

    TOKEN = OAuth2Token
else:
    class OAuth2TokenTS(_TokenColumns):
        access_token_revoked_at = models.IntegerField(default=0)
        refresh_token_revoked_at = models.IntegerField(default=0)

        def is_revoked(self) -> bool:
            return bool(self.access_token_revoked_at or self.refresh_token_revoked_at)

        def may_refresh(self) -> bool:
            return not self.is_revoked()

        def revoke(self) -> None:
            self.access_token_revoked_at = self.refresh_token_revoked_at = _now()
            self.save()

    TOKEN = OAuth2TokenTS


class AuthorizationCode(models.Model, AuthorizationCodeMixin):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    client_id = models.CharField(max_length=48, db_index=True)
    code = models.CharField(max_length=120, unique=True)
    redirect_uri = models.TextField(default="", null=True)
    response_type = models.TextField(default="")
    scope = models.TextField(default="", null=True)
    auth_time = models.IntegerField(default=_now)
    nonce = models.CharField(max_length=120, default="", null=True)
    code_challenge = models.TextField(default="", null=True)
    code_challenge_method = models.CharField(max_length=48, default="", null=True)

    def is_expired(self) -> bool:
        return self.auth_time + 300 < time.time()

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope or ""
