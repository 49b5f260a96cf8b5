"""Authlib's SQLAlchemy tables in each of their four generations, under any table names."""

import json
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import packages

packages.require()

from accounts import PASSWORD, USER  # noqa: E402
from address import Address  # noqa: E402
from authlib.integrations.sqla_oauth2 import (  # noqa: E402
    OAuth2AuthorizationCodeMixin, OAuth2ClientMixin, OAuth2TokenMixin)
from sqlalchemy import (  # noqa: E402
    Boolean, Column, DateTime, Float, ForeignKey, Integer, LargeBinary, MetaData, String, Text, create_engine)
from sqlalchemy.engine import Engine  # noqa: E402
from sqlalchemy.orm import Session, declarative_base  # noqa: E402


class Generation(Enum):
    """A layout of Authlib's mixins: the profile that reads it and the releases that wrote it."""

    COLUMNS = ("authlib-sqlalchemy-0.12", "0.6-0.12")
    FLAG = ("authlib-sqlalchemy-0.15", "0.13-0.15")
    TIMES = ("authlib-sqlalchemy-1.5", "1.0-1.5")
    CONTEXT = ("authlib-sqlalchemy-1.6", "1.6")

    @property
    def profile(self) -> str:
        return self.value[0]

    @property
    def version(self) -> str:
        return self.value[1]

    @property
    def has_metadata(self) -> bool:
        return self is not Generation.COLUMNS

    @property
    def has_times(self) -> bool:
        return self in (Generation.TIMES, Generation.CONTEXT)


@dataclass(frozen=True)
class Names:
    """What an application calls its tables."""

    client: str = "oauth2_client"
    token: str = "oauth2_token"
    code: str = "oauth2_code"


DOCS = Names()
FLASK = Names("client", "token", "authorization_code")
RENAMED = Names("Clients & Apps", "order", "grant's codes")
ALL_NAMES = (DOCS, FLASK, RENAMED)


class _ColumnsClient:
    """The client table of 0.6 to 0.12: one column for each metadata member, lists parted by line breaks."""

    client_id = Column(String(48), index=True)
    client_secret = Column(String(120))
    issued_at = Column(Integer, nullable=False, default=lambda: int(time.time()))
    expires_at = Column(Integer, nullable=False, default=0)
    redirect_uri = Column(Text)
    token_endpoint_auth_method = Column(String(48), default="client_secret_basic")
    grant_type = Column(Text, nullable=False, default="")
    response_type = Column(Text, nullable=False, default="")
    scope = Column(Text, nullable=False, default="")
    client_name = Column(String(100))
    client_uri = Column(Text)
    logo_uri = Column(Text)
    contact = Column(Text)
    tos_uri = Column(Text)
    policy_uri = Column(Text)
    jwks_uri = Column(Text)
    jwks_text = Column(Text)
    i18n_metadata = Column(Text)
    software_id = Column(String(36))
    software_version = Column(String(48))


class _FlagToken:
    """The token table before 1.0: one flag for both tokens."""

    client_id = Column(String(48))
    token_type = Column(String(40))
    access_token = Column(String(255), unique=True, nullable=False)
    refresh_token = Column(String(255), index=True)
    scope = Column(Text, default="")
    revoked = Column(Boolean, default=False)
    issued_at = Column(Integer, nullable=False, default=lambda: int(time.time()))
    expires_in = Column(Integer, nullable=False, default=0)


class _PlainCode:
    """The code table before 0.13: no PKCE."""

    code = Column(String(120), unique=True, nullable=False)
    client_id = Column(String(48))
    redirect_uri = Column(Text, default="")
    response_type = Column(Text, default="")
    scope = Column(Text, default="")
    auth_time = Column(Integer, nullable=False, default=lambda: int(time.time()))


class _ContextCode(OAuth2AuthorizationCodeMixin):
    """The code table of 1.6: how the user signed in."""

    acr = Column(Text)
    amr = Column(Text)


_MIXINS: dict[Generation, tuple[type, type, type]] = {
    Generation.COLUMNS: (_ColumnsClient, _FlagToken, _PlainCode),
    Generation.FLAG: (OAuth2ClientMixin, _FlagToken, OAuth2AuthorizationCodeMixin),
    Generation.TIMES: (OAuth2ClientMixin, OAuth2TokenMixin, OAuth2AuthorizationCodeMixin),
    Generation.CONTEXT: (OAuth2ClientMixin, OAuth2TokenMixin, _ContextCode),
}


@dataclass(frozen=True)
class Shape:
    """How far an application's tables are from the documentation's."""

    generation: Generation = Generation.TIMES
    names: Names = DOCS
    extras: bool = False  # columns and tables of the application's own, and a table that only looks like a token table
    tenant: bool = False  # a NOT NULL column without a default in the client and token tables
    leftover: bool = False  # the flag of before 1.0, forgotten in a token table that has the times


class Layout:
    """The mapped classes of one shape."""

    def __init__(self, shape: Shape = Shape()) -> None:
        self.shape = shape
        self.base: Any = declarative_base()
        self.user: Any = type("User", (self.base, _User), {"__tablename__": "user"})
        client, token, code = _MIXINS[shape.generation]
        self.client: Any = self._entity("Client", client, shape.names.client, shape.tenant)
        self.token: Any = self._entity("Token", token, shape.names.token, shape.tenant)
        if shape.leftover:
            self.token.revoked = Column(Boolean, default=False)
        self.code: Any = self._entity("Code", code, shape.names.code, False)
        if shape.extras:
            self._add_foreign_tables()

    @property
    def metadata(self) -> MetaData:
        return self.base.metadata

    def create(self, database: Path | str) -> None:
        """Makes the tables, the test user and, with extras, rows nobody may touch."""
        engine = open_engine(database)
        self.metadata.create_all(engine)
        with Session(engine) as session:
            session.add(self.user(id=1, username=USER, password=PASSWORD))
            if self.shape.extras:
                session.add(self.blacklist(jti="j-1", access_token="decoy"))
                session.add(self.invoice(number="2026/1", total=19.5, scan=b"\x00\xff\x80", paid=None))
            session.commit()
        engine.dispose()

    def new_client(self, client_id: str, secret: str, metadata: dict[str, Any], owner: int | None = 1) -> Any:
        """A client as this generation's own code fills it."""
        if self.shape.generation.has_metadata:
            client = self.client(client_id=client_id, client_secret=secret, client_id_issued_at=1_700_000_000,
                                 client_secret_expires_at=0, user_id=owner)
            client.set_client_metadata(metadata)
            return client
        return self.client(client_id=client_id, client_secret=secret, issued_at=1_700_000_000, expires_at=0,
                           user_id=owner, **_columns_of(metadata))

    def new_token(self, client_id: str, access: str, refresh: str | None = None, **columns: Any) -> Any:
        """A token as this generation's save_token stores it."""
        values = {"token_type": "Bearer", "scope": "profile", "expires_in": 864000, "user_id": 1, **columns}
        return self.token(client_id=client_id, access_token=access, refresh_token=refresh, **values)

    def _entity(self, name: str, mixin: type, table: str, tenant: bool) -> Any:
        members: dict[str, Any] = {"__tablename__": table, "id": Column(Integer, primary_key=True),
                                   "user_id": Column(Integer, ForeignKey("user.id", ondelete="CASCADE"))}
        if self.shape.extras:
            members |= {"note": Column(Text), "rank": Column(Float), "picture": Column(LargeBinary),
                        "seen": Column(DateTime)}
        if tenant:
            members["tenant"] = Column(String(20), nullable=False)
        return type(name, (self.base, mixin), members)

    def _add_foreign_tables(self) -> None:
        # Two of a token table's column names are not enough to be one.
        self.blacklist: Any = type("Blacklist", (self.base,), {
            "__tablename__": "token_blacklist", "jti": Column(String(40), primary_key=True),
            "access_token": Column(String(255))})
        self.invoice: Any = type("Invoice", (self.base,), {
            "__tablename__": "invoice", "number": Column(String(20), primary_key=True), "total": Column(Float),
            "scan": Column(LargeBinary), "paid": Column(DateTime)})


class _User:
    id = Column(Integer, primary_key=True)
    username = Column(String(40), unique=True)
    password = Column(String(120))

    def get_user_id(self) -> int:
        return self.id  # type: ignore[return-value]


def open_engine(database: Path | str) -> Engine:
    return create_engine(Address.parse(str(database)).sqlalchemy())


def _columns_of(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata members as 0.6 to 0.12 put them into columns."""
    columns: dict[str, Any] = {}
    lines = {"redirect_uris": "redirect_uri", "grant_types": "grant_type", "response_types": "response_type"}
    texts = {"contacts": "contact", "jwks": "jwks_text"}
    tagged = {name: value for name, value in metadata.items() if "#" in name}
    for name, value in metadata.items():
        if name in lines:
            columns[lines[name]] = "\n".join(value)
        elif name in texts:
            columns[texts[name]] = json.dumps(value)
        elif name not in tagged:
            columns[name] = value
    columns["i18n_metadata"] = json.dumps(tagged)  # an object even when it is empty
    return columns
