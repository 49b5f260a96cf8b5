"""The user whom every server knows, and the clients that each makes with its own code when it prepares a database."""

import json

USER = "alice"
PASSWORD = "wonderland"

OWN_SECRET = "own-secret"
OWN_REDIRECT = "https://own.example/callback"
OWN_SCOPE = "profile email"
# One client for each grant, since some frameworks allow a client no more than one.
OWN_CLIENTS = {"client_credentials": "own-service", "password": "own-password", "authorization_code": "own-code"}


def grants_of(grant: str) -> list[str]:
    """The grant types of the server's own client for this grant."""
    return [grant] if grant == "client_credentials" else [grant, "refresh_token"]


def as_json() -> str:
    """All of this for a server that is not written in Python."""
    return json.dumps({"USER": USER, "PASSWORD": PASSWORD, "OWN_CLIENTS": OWN_CLIENTS, "OWN_SECRET": OWN_SECRET,
                       "OWN_REDIRECT": OWN_REDIRECT, "OWN_SCOPE": OWN_SCOPE})
