"""Pony entities of an Authlib server in two styles: with relations and moments, and flat like Authlib's mixins."""

import time
from datetime import datetime, timedelta
from typing import Any

from accounts import PASSWORD, USER
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, list_to_scope, scope_to_list
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin
from pony.orm import Database, Json, LongStr, Optional, PrimaryKey, Required, Set

_CODE_SECONDS = 300


class ClientRules(ClientMixin):
    """What a client may do, out of its JSON document."""

    client_id: str
    client_secret: str

    def document(self) -> dict[str, Any]:
        raise NotImplementedError

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return next(iter(self.document().get("redirect_uris", [])), "")

    def get_allowed_scope(self, scope: str) -> str:
        allowed = set(self.document().get("scope", "").split())
        return list_to_scope([one for one in scope_to_list(scope) or [] if one in allowed])

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.document().get("redirect_uris", [])

    def check_client_secret(self, client_secret: str) -> bool:
        return self.client_secret == client_secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return endpoint != "token" or self.document().get("token_endpoint_auth_method", "client_secret_basic") == method

    def check_response_type(self, response_type: str) -> bool:
        return response_type in self.document().get("response_types", [])

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.document().get("grant_types", [])


class TokenRules(TokenMixin):
    """A token that is revoked by either of its two moments, as in Authlib's own mixin."""

    def get_scope(self) -> str:
        return self.scope

    def is_revoked(self) -> bool:
        return bool(self.access_token_revoked_at or self.refresh_token_revoked_at)

    def revoke(self, access_only: bool = False) -> None:
        self.access_token_revoked_at = self.now()
        if not access_only:
            self.refresh_token_revoked_at = self.now()


class CodeRules(AuthorizationCodeMixin):
    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


class Model:
    """The entities of one style: `user`, `client`, `token`, `code`."""

    def __init__(self, style: str) -> None:
        self.database = Database()
        (_by_relations if style == "relation" else _flat)(self)
        self.relations = style == "relation"

    def open(self, binding: dict[str, Any]) -> None:
        self.database.bind(**binding)
        self.database.generate_mapping(create_tables=True)

    def add_user(self) -> Any:
        return self.user(username=USER, password=PASSWORD)


def _by_relations(model: Model) -> None:
    db = model.database

    class User(db.Entity):
        _table_ = "users"
        username = Required(str, 40, unique=True)
        password = Required(str, 120)
        clients = Set("Client")
        tokens = Set("Token")
        codes = Set("AuthorizationCode")

    class Client(db.Entity, ClientRules):
        client_id = Required(str, 48, unique=True)
        client_secret = Optional(str, 120)
        name = Optional(str, 200)
        user = Optional(User)
        metadata = Required(Json)
        notes = Optional(LongStr, nullable=True)
        active = Required(bool, default=True)
        issued_at = Required(datetime, default=datetime.utcnow)
        secret_expires_at = Optional(datetime)
        tokens = Set("Token")
        codes = Set("AuthorizationCode")

        def document(self) -> dict[str, Any]:
            return self.metadata

    class Token(db.Entity, TokenRules):
        now = staticmethod(datetime.utcnow)
        client = Required(Client)
        user = Optional(User)
        token_type = Required(str, 40, default="Bearer")
        access_token = Required(str, 760, unique=True)
        refresh_token = Optional(str, 255, unique=True, nullable=True)
        scope = Optional(LongStr)
        issued_at = Required(datetime, default=datetime.utcnow)
        expires_at = Optional(datetime)
        access_token_revoked_at = Optional(datetime)
        refresh_token_revoked_at = Optional(datetime)
        extra = Optional(Json, nullable=True)

        def check_client(self, client: Any) -> bool:
            return self.client == client

        def get_expires_in(self) -> int:
            return int((self.expires_at - self.issued_at).total_seconds()) if self.expires_at else 0

        def is_expired(self) -> bool:
            return self.expires_at is not None and self.expires_at < datetime.utcnow()

    class AuthorizationCode(db.Entity, CodeRules):
        code = PrimaryKey(str, 120)
        client = Required(Client)
        user = Required(User)
        redirect_uri = Optional(str, 2000)
        response_type = Optional(str)
        scope = Optional(LongStr)
        nonce = Optional(str, nullable=True)
        auth_time = Required(datetime, default=datetime.utcnow)
        code_challenge = Optional(str, nullable=True)
        code_challenge_method = Optional(str, 10, nullable=True)

        def is_expired(self) -> bool:
            return self.auth_time + timedelta(seconds=_CODE_SECONDS) < datetime.utcnow()

    model.user, model.client, model.token, model.code = User, Client, Token, AuthorizationCode


def _now() -> int:
    return int(time.time())


def _flat(model: Model) -> None:
    db = model.database

    class User(db.Entity):
        _table_ = "users"
        username = Required(str, 40, unique=True)
        password = Required(str, 120)

    class OAuth2Client(db.Entity, ClientRules):
        _table_ = "oauth2_client"
        user_id = Optional(int)
        client_id = Required(str, 48, unique=True)
        client_secret = Optional(str, 120)
        client_id_issued_at = Required(int, default=_now)
        client_secret_expires_at = Required(int, default=0)
        client_metadata = Required(Json)

        def document(self) -> dict[str, Any]:
            return self.client_metadata

    class OAuth2Token(db.Entity, TokenRules):
        _table_ = "oauth2_token"
        now = staticmethod(_now)
        user_id = Optional(int, index=True)
        client_id = Required(str, 48, index=True)
        token_type = Required(str, 40, default="Bearer")
        access_token = Required(str, 760, unique=True)
        refresh_token = Optional(str, 255, index=True, nullable=True)
        scope = Optional(LongStr)
        issued_at = Required(int, size=64, default=_now)
        expires_in = Required(int, default=0)
        access_token_revoked_at = Required(int, size=64, default=0)
        refresh_token_revoked_at = Required(int, size=64, default=0)

        def check_client(self, client: Any) -> bool:
            return self.client_id == client.client_id

        def get_expires_in(self) -> int:
            return self.expires_in

        def is_expired(self) -> bool:
            return bool(self.expires_in) and self.issued_at + self.expires_in < time.time()

    class OAuth2Code(db.Entity, CodeRules):
        _table_ = "oauth2_code"
        code = Required(str, 120, unique=True)
        user_id = Optional(int)
        client_id = Required(str, 48)
        redirect_uri = Optional(LongStr)
        response_type = Optional(str)
        scope = Optional(LongStr)
        nonce = Optional(str, nullable=True)
        auth_time = Required(int, size=64, default=_now)
        code_challenge = Optional(str, nullable=True)
        code_challenge_method = Optional(str, 10, nullable=True)

        def is_expired(self) -> bool:
            return self.auth_time + _CODE_SECONDS < time.time()

    model.user, model.client, model.token, model.code = User, OAuth2Client, OAuth2Token, OAuth2Code
