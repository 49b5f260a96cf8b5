"""The same changes as `owb` makes, in plain SQL, statement by statement as each framework's own code would have them.

With it the tests of the servers can be run without `owb`, and a surprising answer has one suspect less.
"""

import hashlib
import json
import secrets
import time
from datetime import datetime, timedelta, timezone
from typing import Any

from address import SQLITE, Address

Members = dict[str, Any]


def _now() -> int:
    return int(time.time())


def _moment(seconds: int = 0) -> str:
    # Six digits of fraction: Pony on SQLite updates a row only where its text is spelt as Pony itself would.
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S.%f")


class _Sql:
    """The tables and statements of one framework; the methods are those of owb.Writer."""

    def __init__(self, database: str) -> None:
        self.address = Address.parse(database)

    def table(self, name: str) -> str:
        # Pony's tables are named as its entities on SQLite and in lower case elsewhere.
        return self.address.quoted(name if self.address.engine == SQLITE else name.lower())

    def insert(self, table: str, **columns: Any) -> None:
        names = ", ".join(self.address.quoted(name) for name in columns)
        marks = ", ".join("?" for _ in columns)
        self.address.execute(f"INSERT INTO {self.table(table)} ({names}) VALUES ({marks})", *columns.values())

    def update(self, table: str, where: Members, **columns: Any) -> None:
        changed = ", ".join(f"{self.address.quoted(name)} = ?" for name in columns)
        self.address.execute(f"UPDATE {self.table(table)} SET {changed} WHERE {self._equal(where)}", *columns.values(),
                             *where.values())

    def delete(self, table: str, **where: Any) -> None:
        self.address.execute(f"DELETE FROM {self.table(table)} WHERE {self._equal(where)}", *where.values())

    def cell(self, table: str, column: str, **where: Any) -> Any:
        rows = self.address.execute(f"SELECT {self.address.quoted(column)} FROM {self.table(table)} "
                                    f"WHERE {self._equal(where)}", *where.values())
        return rows[0][0] if rows else None

    def _equal(self, where: Members) -> str:
        return " AND ".join(f"{self.address.quoted(name)} = ?" for name in where)

    clients, tokens, codes = "oauth2_client", "oauth2_token", "oauth2_code"
    client_id, client_secret, access, refresh = "client_id", "client_secret", "access_token", "refresh_token"

    def kept(self, value: str) -> str:
        """How a secret or token is stored."""
        return value

    def add_client(self, metadata: Members, owner: str | None) -> Members:
        given = dict(metadata)
        client_id = given.pop("client_id", secrets.token_hex(12))
        secret = given.pop("client_secret", secrets.token_hex(20))
        self.store_client(client_id, self.kept(secret), given, int(owner or 0))
        return {"client_id": client_id, "client_secret": secret}

    def add_token(self, members: Members) -> Members:
        made = {"access_token": members.get("access_token", secrets.token_hex(21)),
                "refresh_token": secrets.token_hex(24)}
        self.store_token(members, self.kept(made["access_token"]), self.kept(made["refresh_token"]))
        return made

    def add_code(self, members: Members) -> str:
        code = secrets.token_hex(20)
        self.store_code(self.kept(code), members)
        return code

    def rotate_secret(self, client_id: str) -> str:
        secret = secrets.token_hex(20)
        self.update(self.clients, {self.client_id: client_id}, **{self.client_secret: self.kept(secret)})
        return secret

    def mark(self, token: str, **columns: Any) -> None:
        """Changes the row that has the token as its access or its refresh token."""
        for column in (self.access, self.refresh):
            self.update(self.tokens, {column: self.kept(token)}, **columns)

    def remove_client(self, client_id: str) -> None:
        for table in (self.tokens, self.codes, self.clients):
            self.delete(table, client_id=client_id)

    def store_client(self, client_id: str, secret: str, metadata: Members, owner: int) -> None:
        self.insert(self.clients, client_id=client_id, client_secret=secret, client_id_issued_at=_now(), user_id=owner,
                    client_secret_expires_at=0,
                    client_metadata=json.dumps(metadata, ensure_ascii=False, separators=(",", ":")))

    def edit_client(self, client_id: str, members: Members) -> None:
        stored = self.cell(self.clients, "client_metadata", client_id=client_id)
        metadata = json.loads(stored) if isinstance(stored, str) else stored
        self.update(self.clients, {"client_id": client_id}, client_metadata=json.dumps(metadata | members))

    not_revoked: Members = {"access_token_revoked_at": 0, "refresh_token_revoked_at": 0}

    def store_token(self, members: Members, access: str, refresh: str) -> None:
        self.insert(self.tokens, client_id=members["client_id"], user_id=members["sub"], token_type="Bearer",
                    access_token=access, refresh_token=refresh, scope=members["scope"], issued_at=_now(),
                    expires_in=members["expires_in"], **self.not_revoked)

    def revoke(self, token: str, what: str) -> None:
        kinds = ("access", "refresh") if what == "both" else (what,)
        self.mark(token, **{f"{kind}_token_revoked_at": _now() for kind in kinds})

    def restore(self, token: str) -> None:
        self.mark(token, **self.not_revoked)

    def expire(self, token: str) -> None:
        self.mark(token, issued_at=_now() - 100, expires_in=99)

    def store_code(self, code: str, members: Members) -> None:
        self.insert(self.codes, code=code, client_id=members["client_id"], user_id=members["sub"], response_type="code",
                    redirect_uri=members["redirect_uri"], scope=members["scope"], auth_time=_now(),
                    code_challenge=members["code_challenge"], code_challenge_method="S256")


class _DjangoTimes(_Sql):
    clients, tokens, codes = "authlibsrv_oauth2client", "authlibsrv_oauth2tokents", "authlibsrv_authorizationcode"

    def store_client(self, client_id: str, secret: str, metadata: Members, owner: int) -> None:
        self.insert(self.clients, client_id=client_id, client_secret=secret, client_name=metadata["client_name"],
                    redirect_uris=" ".join(metadata["redirect_uris"]), default_redirect_uri="", scope=metadata["scope"],
                    response_type=" ".join(metadata["response_types"]), grant_type=" ".join(metadata["grant_types"]),
                    token_endpoint_auth_method=metadata["token_endpoint_auth_method"], user_id=owner)

    def edit_client(self, client_id: str, members: Members) -> None:
        self.update(self.clients, {"client_id": client_id}, grant_type=" ".join(members["grant_types"]))


class _DjangoFlag(_DjangoTimes):
    tokens = "authlibsrv_oauth2token"
    not_revoked = {"revoked": False}

    def revoke(self, token: str, what: str) -> None:
        self.mark(token, revoked=True)


class _PonyRelation(_Sql):
    clients, tokens, codes = "Client", "Token", "AuthorizationCode"
    not_revoked = {"access_token_revoked_at": None, "refresh_token_revoked_at": None}

    def key(self, client_id: str) -> Any:
        return self.cell(self.clients, "id", client_id=client_id)

    def store_client(self, client_id: str, secret: str, metadata: Members, owner: int) -> None:
        self.insert(self.clients, client_id=client_id, client_secret=secret, name=metadata["client_name"], user=owner,
                    metadata=json.dumps(metadata, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
                    active=True, issued_at=_moment())

    def edit_client(self, client_id: str, members: Members) -> None:
        stored = self.cell(self.clients, "metadata", client_id=client_id)
        metadata = json.loads(stored) if isinstance(stored, str) else stored
        self.update(self.clients, {"client_id": client_id}, metadata=json.dumps(metadata | members))

    def store_token(self, members: Members, access: str, refresh: str) -> None:
        seconds = members["expires_in"]
        self.insert(self.tokens, client=self.key(members["client_id"]), user=members["sub"], token_type="Bearer",
                    access_token=access, refresh_token=refresh, scope=members["scope"], issued_at=_moment(),
                    expires_at=_moment(seconds) if seconds else None)

    def revoke(self, token: str, what: str) -> None:
        kinds = ("access", "refresh") if what == "both" else (what,)
        self.mark(token, **{f"{kind}_token_revoked_at": _moment() for kind in kinds})

    def expire(self, token: str) -> None:
        self.mark(token, issued_at=_moment(-100), expires_at=_moment(-1))

    def store_code(self, code: str, members: Members) -> None:
        self.insert(self.codes, code=code, client=self.key(members["client_id"]), user=members["sub"],
                    response_type="code", redirect_uri=members["redirect_uri"], scope=members["scope"],
                    auth_time=_moment(), code_challenge=members["code_challenge"], code_challenge_method="S256")

    def remove_client(self, client_id: str) -> None:
        key = self.key(client_id)
        self.delete(self.tokens, client=key)
        self.delete(self.codes, client=key)
        self.delete(self.clients, id=key)


class _Dot(_Sql):
    clients, tokens, codes = "oauth2_provider_application", "oauth2_provider_accesstoken", "oauth2_provider_grant"
    refreshes = "oauth2_provider_refreshtoken"

    def key(self, client_id: str) -> Any:
        return self.cell(self.clients, "id", client_id=client_id)

    def store_client(self, client_id: str, secret: str, metadata: Members, owner: int) -> None:
        self.insert(self.clients, client_id=client_id, client_secret=secret, name=metadata["client_name"],
                    user_id=owner, redirect_uris=" ".join(metadata["redirect_uris"]), client_type="confidential", algorithm="",
                    authorization_grant_type=metadata["grant_types"][0].replace("_", "-"), skip_authorization=False,
                    created=_moment(), updated=_moment())

    def edit_client(self, client_id: str, members: Members) -> None:
        self.update(self.clients, {"client_id": client_id}, updated=_moment(),
                    authorization_grant_type=members["grant_types"][0].replace("_", "-"))

    def store_token(self, members: Members, access: str, refresh: str) -> None:
        same = {"application_id": self.key(members["client_id"]), "user_id": members["sub"], "created": _moment(),
                "updated": _moment()}
        self.insert(self.tokens, token=access, scope=members["scope"],
                    expires=_moment(members["expires_in"]) if members["expires_in"] else "9999-12-31 00:00:00", **same)
        self.insert(self.refreshes, token=refresh, access_token_id=self.cell(self.tokens, "id", token=access), **same)

    def revoke(self, token: str, what: str) -> None:
        access = self.cell(self.tokens, "id", token=token) or self.cell(self.refreshes, "access_token_id", token=token)
        changed = {} if what == "access" else {"revoked": _moment(), "updated": _moment()}
        self.update(self.refreshes, {"access_token_id": access}, access_token_id=None, **changed)
        self.delete(self.tokens, id=access)

    def expire(self, token: str) -> None:
        self.update(self.tokens, {"token": token}, expires=_moment(-1), updated=_moment())

    def store_code(self, code: str, members: Members) -> None:
        self.insert(self.codes, code=code, application_id=self.key(members["client_id"]), user_id=members["sub"],
                    expires=_moment(60), redirect_uri=members["redirect_uri"], scope=members["scope"],
                    created=_moment(), updated=_moment(), code_challenge=members["code_challenge"], code_challenge_method="S256", nonce="",
                    claims="")

    def remove_client(self, client_id: str) -> None:
        key = self.key(client_id)
        self.update(self.tokens, {"application_id": key}, source_refresh_token_id=None)
        for table in (self.refreshes, self.tokens, self.codes, "oauth2_provider_idtoken"):
            self.delete(table, application_id=key)
        self.delete(self.clients, id=key)


class _Doorkeeper(_Sql):
    clients, tokens, codes = "oauth_applications", "oauth_access_tokens", "oauth_access_grants"
    client_id, client_secret, access = "uid", "secret", "token"
    not_revoked = {"revoked_at": None}

    def key(self, client_id: str) -> Any:
        return self.cell(self.clients, "id", uid=client_id)

    def store_client(self, client_id: str, secret: str, metadata: Members, owner: int) -> None:
        self.insert(self.clients, name=metadata["client_name"], uid=client_id, secret=secret, confidential=True,
                    redirect_uri="\n".join(metadata["redirect_uris"]), scopes=metadata["scope"], created_at=_moment(),
                    updated_at=_moment())

    def store_token(self, members: Members, access: str, refresh: str) -> None:
        self.insert(self.tokens, token=access, refresh_token=refresh, application_id=self.key(members["client_id"]),
                    resource_owner_id=members["sub"], expires_in=members["expires_in"] or None, scopes=members["scope"],
                    created_at=_moment())

    def revoke(self, token: str, what: str) -> None:
        self.mark(token, revoked_at=_moment())

    def expire(self, token: str) -> None:
        self.mark(token, created_at=_moment(-100), expires_in=99)

    def store_code(self, code: str, members: Members) -> None:
        self.insert(self.codes, token=code, application_id=self.key(members["client_id"]), expires_in=600,
                    resource_owner_id=members["sub"], redirect_uri=members["redirect_uri"], scopes=members["scope"],
                    created_at=_moment(), code_challenge=members["code_challenge"], code_challenge_method="S256")

    def remove_client(self, client_id: str) -> None:
        key = self.key(client_id)
        for table in (self.codes, self.tokens):
            self.delete(table, application_id=key)
        self.delete(self.clients, id=key)


class _HashedDoorkeeper(_Doorkeeper):
    def kept(self, value: str) -> str:
        return hashlib.sha256(value.encode()).hexdigest()


_SYSTEMS = {"sqla": _Sql, "pony-flat": _Sql, "django-times": _DjangoTimes, "django-flag": _DjangoFlag, "dot": _Dot,
            "pony-relation": _PonyRelation, "doorkeeper-plain": _Doorkeeper, "doorkeeper-hashed": _HashedDoorkeeper}


def sql_writer(database: str, system: str) -> _Sql:
    """A writer for one of the systems."""
    return _SYSTEMS[system](database)
