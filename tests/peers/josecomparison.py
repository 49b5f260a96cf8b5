"""Runs the cases and holds the verdicts of all implementations against ours and against what has to come out."""

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import josecrafted
import josecraftedjson
from josealterations import altered
from josecases import ENCRYPTING, ENCRYPTIONS, SIGNING, Case, Jwk, KeyRing, b64u, kind_of, planned_cases, random_case
from josecrafted import Workshop
from josedefects import has_short_coordinate, has_short_secret
from josedifferences import CRASHES, LACKS, LAXER, MISREADS, STRICTER, Facts, Judge, Row
from oraclelines import Answer, Oracle, OracleDead, Request, ask_all
from oraclepeers import OURS, RHONABWY

_ALTERED, _CRAFTED = 0.42, 0.14  # shares of the cases
_PRINTED = 2  # problems of one kind
_ENOUGH = 3000  # cases from which on everything has to have occurred


class Comparison:
    """One run. The programs: ours first."""

    def __init__(self, oracles: list[Oracle], rows: list[Row], seed: int) -> None:
        self._oracles = oracles
        self._by_name = {oracle.name: oracle for oracle in oracles}
        self._judge = Judge(rows)
        self._seed = seed
        self._problems: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._classes: Counter[tuple[str, ...]] = Counter()
        self._counts: Counter[str] = Counter()
        self._agreed: set[tuple[str, str, str]] = set()  # who made it, who read it, what it was
        self._start = time.monotonic()
        self._ring = KeyRing(oracles)
        self._making = time.monotonic() - self._start

    def run(self, cases: Iterable[int]) -> None:
        try:
            self._check_keys()
            self._run(cases)
        except OracleDead as dead:
            self._problem(-1, "the run ends early", {}, said=dead)

    def _run(self, cases: Iterable[int]) -> None:
        planned = [(oracle, case) for case in planned_cases() for oracle in self._oracles]
        for index in cases:
            rng = random.Random(f"{self._seed}:{index}")
            self._counts["cases"] += 1
            if index < len(planned):
                self._planned_case(index, *planned[index])
            elif rng.random() < _CRAFTED:
                self._crafted_case(index, rng)
            else:
                self._made_case(index, rng)
        if self._counts["cases"] >= _ENOUGH:
            self._check_coverage()

    def problems(self) -> list[str]:
        """The first ones of each kind in full."""
        shown = [text for texts in self._problems.values() for text in texts[:_PRINTED]]
        hidden = sum(map(len, self._problems.values())) - len(shown)
        return shown + ([f"and {hidden} more of these {len(self._problems)} kinds"] if hidden else [])

    def survey(self) -> list[str]:
        """Every class of differences with the number of its cases, whether a row justifies it or not."""
        return [f"{count:5} {' | '.join(words)}" for words, count in sorted(self._classes.items())]

    def report(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self._counts.items()))
        problems = sum(map(len, self._problems.values()))
        lines = [f"seed {self._seed}: {counts}; {problems} problems; keys {self._making:.1f} s, "
                 f"all {time.monotonic() - self._start:.1f} s"]
        lines += [f"no case for: {row.who[0]} {row.does}: {row.why}" for row in self._judge.unused()
                  if set(row.who) & set(self._by_name)]
        return "\n".join(lines)

    def _check_keys(self) -> None:
        for who, kind, why in self._ring.refusals:
            if not self._judge.row(who, LACKS, Facts("generate", "", kind=kind)):
                self._problem(-1, f"{who} makes no key of {kind}", {}, said=why)
        for key in self._ring.all():
            self._counts["keys"] += 1
            answers = ask_all(self._oracles, {"op": "thumbprint", "key": key})
            for who, answer in answers.items():
                if who != OURS and "unsupported" in answer:
                    self._lacking(-1, who, Facts("thumbprint", "", kind=kind_of(key)), answer, {"key": key})
                elif answer != answers[OURS] or "thumbprint" not in answer:
                    self._problem(-1, "thumbprints differ", {"op": "thumbprint", "key": key}, said=answers)

    def _crafted_case(self, index: int, rng: random.Random) -> None:
        shop = Workshop(self._ring, rng)
        made = rng.choice(josecrafted.MAKERS if rng.random() < 0.65 else josecraftedjson.MAKERS)(shop)
        self._counts["crafted"] += 1
        question = made.question
        form = "compact" if isinstance(question["token"], str) else "JSON"
        facts = Facts(question["op"], question["alg"], question.get("enc", ""), form=form, maker="crafted",
                      change=made.name)
        self._compare(index, facts, question, made.must, made.payload)

    def _planned_case(self, index: int, oracle: Oracle, case: Case) -> None:
        """A good token of one implementation, which all have to read."""
        if self._judge.lacks(oracle.name, _facts(case)):
            return
        key = self._ring.pick(random.Random(index), case.kind)
        token = self._make(index, oracle, case, key, _facts(case, oracle.name))
        if token is not None:
            facts = self._made_facts(case, oracle, key, token)
            self._compare(index, facts, case.question(key, token), _opinion(facts), case.payload)

    def _made_facts(self, case: Case, maker: Oracle, key: Jwk, token: Any) -> Facts:
        facts = _facts(case, maker.name, "verify" if case.op == "sign" else "decrypt")
        encrypted = case.op == "encrypt"
        return facts.agreed_on(encrypted and has_short_secret(token, key), encrypted and has_short_coordinate(token))

    def _made_case(self, index: int, rng: random.Random) -> None:
        case = random_case(index, rng)
        facts = _facts(case)
        able = [oracle for oracle in self._oracles if not self._judge.lacks(oracle.name, facts)]
        maker = able[0] if rng.random() < 0.5 else rng.choice(able)
        facts = _facts(case, maker.name)
        key = self._ring.pick(rng, case.kind)
        token = self._make(index, maker, case, key, facts)
        if token is None:
            return
        question = case.question(key, token)
        facts = self._made_facts(case, maker, key, token)
        if rng.random() >= _ALTERED / (1 - _CRAFTED):
            self._counts["unaltered"] += 1
            self._compare(index, facts, question, _opinion(facts), case.payload)
            return
        self._counts["altered"] += 1
        other = case.with_payload(b"another payload" + rng.randbytes(8))
        question, change, part = altered(question, self._ring, rng,
                                         lambda: self._make(index, maker, other, key, facts) or token)
        facts = facts.altered(change, part, question["alg"], kind_of(question["key"]))
        self._compare(index, facts, question, False, case.payload)

    def _make(self, index: int, maker: Oracle, case: Case, key: Jwk, facts: Facts) -> Any:
        request = case.request(key)
        answer = maker.ask(request)
        if "token" in answer:
            return answer["token"]
        self._lacking(index, maker.name, facts, answer, request)
        return None

    def _lacking(self, index: int, who: str, facts: Facts, answer: Answer, request: Request) -> None:
        """An answer that is none: fine where a row says so."""
        does = LACKS if "unsupported" in answer else CRASHES
        self._classes[(who, does, facts.op, facts.change, facts.alg, facts.kind, facts.form)] += 1
        self._counts["unsupported" if does == LACKS else "crashes"] += 1
        if not self._judge.row(who, does, facts):
            self._problem(index, f"{who} does not answer", request, facts, answer)

    def _compare(self, index: int, facts: Facts, question: Request, must: bool | None, payload: bytes) -> None:
        answers = ask_all(self._oracles, question)
        ours = answers[OURS]
        words = {who: _words(answer) for who, answer in answers.items()}
        if "valid" not in ours:
            self._problem(index, "ours gives no verdict", question, facts, ours)
            return
        if must is not None and ours["valid"] != must:
            should = "has to be read" if must else "has to be refused"
            self._problem(index, f"this {should}", question, facts, words)
            return
        if ours["valid"] and ours.get("payload") != b64u(payload):
            self._problem(index, "ours reads another payload", question, facts, words)
            return
        for who, theirs in answers.items():
            if who == OURS:
                continue
            if "valid" not in theirs:
                self._lacking(index, who, facts, theirs, question)
            elif theirs["valid"] != ours["valid"]:
                self._differing(index, who, facts, must, theirs["valid"], words, question)
            elif theirs["valid"] and theirs["payload"] != ours["payload"]:
                self._misread(index, who, facts, theirs, question)
            elif theirs["valid"] and must:
                self._agree(facts, who)

    def _differing(self, index: int, who: str, facts: Facts, must: bool | None, valid: bool, words: dict[str, str],
                   question: Request) -> None:
        does = LAXER if valid else STRICTER
        self._classes[(who, does, str(must), facts.op, facts.change or "unaltered", facts.part,
                       facts.alg if does == STRICTER else "", facts.form)] += 1
        self._counts["differences"] += 1
        # That we take what has to be refused is never right, whoever refuses it.
        if (does == STRICTER and must is False) or not self._judge.row(who, does, facts):
            self._problem(index, f"{who} {does} it, we do not agree", question, facts, words)

    def _misread(self, index: int, who: str, facts: Facts, theirs: Answer, question: Request) -> None:
        self._classes[(who, MISREADS, facts.op, facts.change or "unaltered", facts.part, facts.alg, facts.form)] += 1
        if not self._judge.row(who, MISREADS, facts):
            self._problem(index, f"{who} {MISREADS} it", question, facts, theirs)

    def _agree(self, facts: Facts, who: str) -> None:
        for what in (f"{facts.alg} {facts.kind if facts.alg != 'dir' else ''}", facts.enc):
            self._agreed.add((facts.maker, who, what))
            self._agreed.add((facts.maker, OURS, what))

    def _check_coverage(self) -> None:
        """What was never read by somebody else than its maker was not compared."""
        for making, reading, algorithms in (("sign", "verify", SIGNING), ("encrypt", "decrypt", ENCRYPTING)):
            for alg, kinds in algorithms.items():
                for kind in set(kinds):
                    self._check_covered(f"{alg} {kind}", Facts(making, alg, kind=kind), Facts(reading, alg, kind=kind))
        for enc in ENCRYPTIONS:
            self._check_covered(enc, Facts("encrypt", "A256KW", enc), Facts("decrypt", "A256KW", enc))

    def _check_covered(self, what: str, making: Facts, reading: Facts) -> None:
        for oracle in self._oracles[1:]:
            for pair, facts in (((oracle.name, OURS), making), ((OURS, oracle.name), reading)):
                excused = self._judge.lacks(oracle.name, facts) or self._judge.row(oracle.name, STRICTER, facts)
                if not excused and (*pair, what) not in self._agreed:
                    self._problem(-1, f"no good token of {what} from {pair[0]} was read by {pair[1]}", {})

    def _problem(self, index: int, what: str, request: Request, facts: Facts | None = None, said: Any = "") -> None:
        place = f"case {index} of seed {self._seed}: " if index >= 0 else ""
        # A line that can be given to each of the programs as it is.
        line = f"\n    {json.dumps({'id': index} | request)}" if request else ""
        kind = (what, facts.change or facts.alg) if facts else (what, "")
        self._problems[kind].append(f"{place}{what}: {facts or ''} {said}{line}")


def _facts(case: Case, maker: str = "", op: str = "") -> Facts:
    return Facts(op or case.op, case.alg, case.enc, case.kind, case.form, maker, zip=case.zip, empty=not case.payload,
                 whole=len(case.payload) % 16 == 0,
                 unprotected=bool(case.unprotected), aad=case.aad is not None,
                 parties=bool({"apu", "apv"} & set(case.header)))


def _opinion(facts: Facts) -> bool | None:
    """Whether a token that nobody altered has to be read: one of rhonabwy's may be wrong from the start."""
    if facts.short_secret and facts.maker == RHONABWY:
        return False
    return None if facts.short_coordinate else True


def _words(answer: Answer) -> str:
    if "valid" in answer:
        return "valid" if answer["valid"] else f"invalid ({answer.get('error', '')[:80]})"
    return str(answer)[:200]
