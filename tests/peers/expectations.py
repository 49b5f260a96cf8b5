"""What each server answers once something else has written to its database: found with the real servers.

A cell is an HTTP status or whether introspection calls the token active, on SQLite/PostgreSQL/MariaDB where these
differ; - where the framework has no such thing.
"""

from address import ENGINES

SYSTEM_NAMES = ("sqla", "django-flag", "django-times", "dot", "pony-relation", "pony-flat", "doorkeeper-plain",
                "doorkeeper-hashed")

_LOOSE = "401/401/200"  # MariaDB's collation takes another spelling for the same

# sqla, django-flag, django-times, dot, pony-relation, pony-flat, doorkeeper-plain, doorkeeper-hashed
_ROWS = {
    # Doorkeeper takes a Basic header for bytes, which ActiveRecord refuses to look for.
    "client with an identifier beyond ASCII":    "200 200 200 200 200 200 500 500",
    "client credentials":                        "200 200 200 200 200 200 200 200",
    "wrong secret":                              "401 401 401 401 401 401 401 401",
    "password":                                  "200 200 200 200 200 200 200 200",
    "server refreshes":                          "200 200 200 200 200 200 200 200",
    "token: me":                                 "200 200 200 200 200 200 200 200",
    "token: introspect":                         "True True True True True True True True",
    "token: introspect by refresh token":        "True True True - True True True True",
    "token without expiry: me":                  "200 200 200 200 200 200 200 200",
    "JWT as token: me":                          "200 200 200 200 200 200 200 200",
    "token: refresh":                            "200 200 200 200 200 200 200 200",
    "revoke access: me":                         "401 401 401 403 401 401 401 401",
    "revoke access: introspect":                 "False False False False False False False False",
    "revoke access: refresh":                    "200 400 400 500 200 200 400 400",
    # django-oauth-toolkit deletes the access token with the refresh token; marking the latter alone would leave it.
    "revoke refresh: me":                        "401 401 401 403 401 401 401 401",
    "revoke refresh: introspect":                "False False False False False False False False",
    "revoke refresh: refresh":                   "400 400 400 400 400 400 400 400",
    "revoke both: me":                           "401 401 401 403 401 401 401 401",
    "revoke both: introspect":                   "False False False False False False False False",
    "revoke both: refresh":                      "400 400 400 400 400 400 400 400",
    "restore: me":                               "200 200 200 - 200 200 200 200",
    "expire: me":                                "401 401 401 403 401 401 401 401",
    "expire: refresh":                           "200 200 200 200 200 200 200 200",
    "secret rotated: old":                       "401 401 401 401 401 401 401 401",
    "secret rotated: new":                       "200 200 200 200 200 200 200 200",
    "grant type taken away":                     "400 400 400 400 400 400 - -",
    "code":                                      "200 200 200 200 200 200 200 200",
    "code with a wrong verifier":                "400 400 400 400 400 400 400 400",
    "token in other case: me":         f"{_LOOSE} {_LOOSE} {_LOOSE} 403/403/200 {_LOOSE} {_LOOSE} 401 401",
    # django-oauth-toolkit and Doorkeeper cut the header at blanks themselves.
    "token with trailing space: me":   f"{_LOOSE} {_LOOSE} {_LOOSE} 200 {_LOOSE} {_LOOSE} 200 200",
    "client id in other case":         f"{_LOOSE} {_LOOSE} {_LOOSE} 401 {_LOOSE} {_LOOSE} 401 401",
    "client removed: token endpoint":            "401 401 401 401 401 401 401 401",
    "client removed: me":                        "401 401 401 403 401 401 401 401",
    # What a careless writer leaves. "refused" is the database's own answer.
    "secret NULL, wrong":      "500 refused refused refused refused refused refused refused",
    "secret NULL, empty":      "401 refused refused refused refused refused refused refused",
    "secret empty, wrong":                       "401 401 401 401 401 401 401 401",
    "secret empty, empty":                       "401 401 401 200 401 401 200 401",
    "client without its tokens: token endpoint": "401 401 401 401/refused/refused 401 401 401 401",
    "client without its tokens: me":     "200 200 200 200/refused/refused 500/401/401 200 200 200",
}


def expected(row: str, system: str, engine: str) -> str:
    """A cell."""
    cells = _ROWS[row].split()
    assert len(cells) == len(SYSTEM_NAMES), row
    by_engine = cells[SYSTEM_NAMES.index(system)].split("/")
    return by_engine[ENGINES.index(engine)] if len(by_engine) > 1 else by_engine[0]
