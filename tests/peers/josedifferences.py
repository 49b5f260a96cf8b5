"""How a difference between the implementations is described, and the search for a row that justifies it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

LACKS, STRICTER, LAXER, MISREADS, CRASHES = (
    "does not have", "refuses", "takes", "reads another payload in", "crashes at")


@dataclass(frozen=True)
class Facts:
    """What a difference can depend on."""

    op: str
    alg: str
    enc: str = ""
    kind: str = ""
    form: str = "compact"
    maker: str = ""
    change: str = ""  # what was done to the token, or what it is called
    part: str = ""
    zip: bool = False
    empty: bool = False  # no payload
    whole: bool = False  # a payload of whole blocks of 16 bytes
    unprotected: bool = False
    aad: bool = False
    parties: bool = False  # "apu" or "apv"
    short_secret: bool = False  # see josedefects.py
    short_coordinate: bool = False

    def __str__(self) -> str:
        said = {name: value for name, value in vars(self).items() if value}
        return " ".join(name if value is True else f"{name}={value!r}" for name, value in said.items())

    def altered(self, change: str, part: str, alg: str, kind: str) -> "Facts":
        return replace(self, change=change, part=part, alg=alg, kind=kind)

    def agreed_on(self, short_secret: bool, short_coordinate: bool) -> "Facts":
        return replace(self, short_secret=short_secret, short_coordinate=short_coordinate)


@dataclass(frozen=True)
class Row:
    """A class of differences: who does what, when, and why that is no fault of ours."""

    who: tuple[str, ...]
    does: str
    when: Callable[[Facts], bool]
    why: str


class Judge:
    """Finds the row for a difference and counts how often it was needed."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self.used: Counter[int] = Counter()

    def row(self, who: str, does: str, facts: Facts) -> Row | None:
        for place, row in enumerate(self._rows):
            if who in row.who and row.does == does and row.when(facts):
                self.used[place] += 1
                return row
        return None

    def lacks(self, who: str, facts: Facts) -> bool:
        """Whether it is known not to do this."""
        return self.row(who, LACKS, facts) is not None

    def unused(self) -> list[Row]:
        return [row for place, row in enumerate(self._rows) if not self.used[place]]
