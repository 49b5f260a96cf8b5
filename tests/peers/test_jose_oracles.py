"""Random tokens between our JOSE implementation and others, both ways, good ones and spoilt ones.

test_jose_oracles.py [--seed N] [--cases N] [--only CASE] [--npm] [--survey] [--ours COMMAND…]

Without --ours the program is the one that OWB_JOSE_ORACLE names. It gets one JSON object a line and answers each with
one, in order, until its input ends:
  {"id", "op": "generate", "alg"}                                              -> {"id", "key"}; "crv", "bits": a wish
  {"id", "op": "sign", "alg", "key", "header", "payload", "form"}              -> {"id", "token"}
  {"id", "op": "verify", "alg", "key", "token"}                                -> {"id", "valid", "payload" | "error"}
  {"id", "op": "encrypt", "alg", "enc", "key", "header", "payload", "form"}    -> {"id", "token"}
  {"id", "op": "decrypt", "alg", "enc", "key", "token"}                        -> {"id", "valid", "payload" | "error"}
  {"id", "op": "thumbprint", "key"}                                            -> {"id", "thumbprint"}
or with {"id", "unsupported"}. Payloads are base64url; "header" holds more protected members; "unprotected", "aad" and
"zip" may be there; a form is compact, flattened or general; "text" beside "token" is the JSON as it was written.
Whoever reads takes no other algorithm than "alg".

--npm adds version 6 of the package `jose`, as OWB_JOSE_NPM=1 does. --survey only counts the differences, by class, for
which `--ours node` lets Debian's jose stand for our program.
"""

import argparse
import os
import sys
import unittest
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import oraclepeers
import scratch

oraclepeers.require()  # before what cannot be imported without

from josecomparison import Comparison  # noqa: E402
from josejustified import ROWS  # noqa: E402
from oraclelines import Oracle  # noqa: E402

_SEED, _CASES = 7, 5400


@contextmanager
def running(command: list[str], npm: bool) -> "Iterator[list[Oracle]]":
    """Our program and then the peers. Each is ended by its process id, whatever happens."""
    oraclepeers.require(npm)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(scratch.folder()))

        def started(oracle: Oracle) -> Oracle:
            stack.callback(oracle.stop)
            return oracle

        oracles = [started(oraclepeers.ours(command)), started(oraclepeers.debian_jose()),
                   started(oraclepeers.rhonabwy(folder))]
        if npm:
            oracles.append(started(oraclepeers.npm_jose(folder)))
        yield oracles


class JoseOracles(unittest.TestCase):
    """Our implementation against the others."""

    def test_all_read_what_the_others_made_and_refuse_the_rest(self) -> None:
        npm = os.environ.get("OWB_JOSE_NPM", "") == "1"
        seed, cases = (int(os.environ.get(name, value)) for name, value in
                       (("OWB_JOSE_SEED", _SEED), ("OWB_JOSE_CASES", _CASES)))
        with running(oraclepeers.our_command(), npm) as oracles:
            comparison = Comparison(oracles, ROWS, seed)
            comparison.run(range(cases))
            print(comparison.report())
        if problems := comparison.problems():
            self.fail("\n".join(problems))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--cases", type=int, default=_CASES)
    parser.add_argument("--only", type=int, help="run one case, by its number")
    parser.add_argument("--npm", action="store_true", default=os.environ.get("OWB_JOSE_NPM", "") == "1")
    parser.add_argument("--survey", action="store_true")
    parser.add_argument("--ours", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    with running(given.ours or oraclepeers.our_command(), given.npm) as oracles:
        comparison = Comparison(oracles, [] if given.survey else ROWS, given.seed)
        comparison.run(range(given.cases) if given.only is None else [given.only])
        problems = comparison.survey() if given.survey else comparison.problems()
        print(comparison.report(), *problems, sep="\n", flush=True)
    return 1 if problems and not given.survey else 0


if __name__ == "__main__":
    sys.exit(main())
