#!/usr/bin/python3
"""What ten million tokens cost, beside a named peer in the same run: one page of Markdown, and the same as JSON.

report.py BUILD OUT [TOKENS [PART…]]: the programs are in BUILD/bin, OUT.md and OUT.json are written; under engines.py, which
starts the two servers. Every figure is a ratio or a limit of the issue it answers for, with both sides printed.
"""

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import bulk  # noqa: E402
import generate  # noqa: E402
import josebench  # noqa: E402
import peerbrowser  # noqa: E402
import engines  # noqa: E402

RUNS = 5
SMALL = 10_000


@dataclass
class Figure:
    """One line of the report: `ours` beside `peer`, and what their ratio, or `ours` itself, must not exceed."""

    what: str
    ours: float
    peer: float | None
    unit: str
    limit: float
    at_least: bool = False  # the ratio must be at least the limit

    @property
    def value(self) -> float:
        return self.ours if self.peer is None else self.ours / self.peer

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def line(self) -> str:
        peer = "" if self.peer is None else f"{self.peer:,.4g} {self.unit}"
        value = "" if self.peer is None else f"{self.value:.3g}"
        sign = "≥" if self.at_least else "≤"
        limit = f"{sign} {self.limit:g}" + (f" {self.unit}" if self.peer is None else "")
        return f"| {self.what} | {self.ours:,.4g} {self.unit} | {peer} | {value} | {limit} | {'yes' if self.holds else '**no**'} |"


class Report:
    """The figures, and what else is to be read with them."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.figures: list[Figure] = []
        self.notes: list[str] = []
        self.raw: dict[str, Any] = {}

    def add(self, *figures: Figure) -> None:
        for figure in figures:
            print(figure.line(), flush=True)
        self.figures += figures
        self.write()

    def write(self) -> None:
        """After every figure: a run that is cut short has shown what it measured."""
        lines = ["# Ten million tokens", "", "| what | ours | peer | ratio | limit | holds |",
                 "| --- | ---: | ---: | ---: | ---: | --- |", *(figure.line() for figure in self.figures), "",
                 *self.notes, ""]
        self._out.with_suffix(".md").write_text("\n".join(lines))
        figures = [asdict(figure) | {"value": figure.value, "holds": figure.holds} for figure in self.figures]
        self._out.with_suffix(".json").write_text(json.dumps({"figures": figures, "notes": self.notes, "raw": self.raw}, indent=1))


def answer(*command: str) -> dict[str, Any]:
    """What a program prints as JSON."""
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=900)
    return json.loads(run.stdout)


def warm(path: str) -> None:
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass


def median(values: list[float]) -> float:
    return statistics.median(values)


def start(report: Report, programs: Path) -> None:
    """From the start of the process to its first painted window."""
    taken: dict[str, list[float]] = {"owb-bench-bare": [], "owb-bench-window": []}
    for _ in range(2 * RUNS):
        for program, times in taken.items():
            begun = time.monotonic()
            times.append((answer(str(programs / program))["first_paint"] - begun) * 1000)
    report.add(Figure("start to first painted window; a bare Qt window", median(taken["owb-bench-window"]),
                      median(taken["owb-bench-bare"]), "ms", 1.5))


def window(report: Report, programs: Path, small: str, large: str) -> None:
    """Opening, memory and pauses of the window, on both files in turns."""
    runs: dict[str, list[dict[str, Any]]] = {small: [], large: []}
    for _ in range(2 * RUNS - 1):  # single ones differ by half: what else the machine does is in them
        for file, answers in runs.items():
            answers.append(answer(str(programs / "owb-bench-window"), file))
    openings = {file: [run["open_ms"] for run in answers] for file, answers in runs.items()}
    for _ in range(4 * RUNS):
        for file, times in openings.items():
            times.append(answer(str(programs / "owb-bench-window"), "--open", file)["open_ms"])
    report.raw["window"] = {"small": runs[small], "large": runs[large], "openings": openings}

    def figure(file: str, name: str) -> float:
        return median([run[name] for run in runs[file]])

    opened = median(openings[large])
    report.add(Figure("open to first rows; the same on 10,000 tokens", opened, median(openings[small]), "ms", 1.2))
    report.add(Figure("open to first rows; DB Browser for SQLite, settled", opened, peerbrowser.settled(large), "ms", 0.25))
    report.add(Figure("memory after scrolling end to end; on 10,000 tokens", figure(large, "rss_scrolled_kib") / 1024,
                      figure(small, "rss_scrolled_kib") / 1024, "MiB", 1.3))
    empty = figure(large, "rss_empty_kib")
    report.add(Figure("memory above the empty window", (figure(large, "rss_scrolled_kib") - empty) / 1024, None, "MiB", 100))
    pauses(report, runs[large])


def pauses(report: Report, runs: list[dict[str, Any]]) -> None:
    """The longest pause of each activity, the median of the runs, and all pauses together as a histogram."""
    for activity in runs[0]["pauses"]:
        longest = median([run["pauses"][activity]["longest_ms"] for run in runs])
        report.add(Figure(f"longest pause of the window: {activity}", longest, None, "ms", 50))
        histogram: dict[str, int] = {}
        for run in runs:
            for length, count in run["pauses"][activity]["histogram"].items():
                histogram[length] = histogram.get(length, 0) + count
        order = sorted(histogram, key=lambda length: (length.startswith(">"), int(length.strip("<=>"))))
        report.notes.append(f"Pauses, {activity}, ms: " + ", ".join(f"{length}: {histogram[length]}" for length in order))


def offset_ms(file: str, tokens: int) -> float:
    """What the peer of a jump takes: the page at the middle by OFFSET."""
    import sqlite3
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        connection.execute(f"SELECT * FROM oauth2_token ORDER BY id LIMIT 200 OFFSET {tokens // 2}").fetchall()
        taken.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return median(taken)


def lists(report: Report, programs: Path, engine: str, url: str, tokens: int) -> None:
    """Pages, a search by token and a stop, on one engine."""
    token = "at-" + hashlib.md5(str(tokens // 3 * 2).encode(), usedforsecurity=False).hexdigest()
    figures = answer(str(programs / "owb-bench-pages"), url, token, "client-77")
    report.raw[f"pages {engine}"] = figures
    first = figures["first_ms"]
    report.add(Figure(f"{engine}: page in the middle; first page", figures["middle_ms"], first, "ms", 3),
               Figure(f"{engine}: last page; first page", figures["last_ms"], first, "ms", 3),
               Figure(f"{engine}: a token by its value; first page", figures["find_ms"], first, "ms", 3))
    groups = ("client", "scope", "end")
    report.notes.append(f"{engine}: live tokens by " + "; ".join(
        f"{name}, estimated in {figures[f'estimate_{i}_ms']} ms, counted in {figures[f'count_{i}_ms'] / 1000:.1f} s"
        for i, name in enumerate(groups)) + ".")
    if "stop_ms" in figures:
        report.add(Figure(f"{engine}: longest time from a stop to the end", figures["stop_ms"], None, "ms", 300))
    else:
        report.notes.append(f"{engine}: {figures['stop_note']}.")


def operations(report: Report, programs: Path) -> None:
    """Authlib's three functions beside the plain C API, and beside the real framework, on a million tokens."""
    script = Path(__file__).parents[1] / "peers" / "bench_authlib.py"
    rows = answer(str(programs / "owb-bench"), str(script), "/var/tmp")["operations"]
    report.raw["operations"] = rows
    for row in rows:
        report.add(Figure(f"{row['name']}; the sqlite3 C API", row["repository"], row["c_api"], "a second", 0.7, True))
        report.notes.append(f"{row['name']}: {row['server']:,.0f} a second in Authlib on SQLAlchemy.")


def export(report: Report, programs: Path, folder: Path) -> None:
    """A million tokens to CSV, in turns with the shell."""
    tokens = 1_000_000
    file = generate.sqlite(folder / f"bench-{tokens}.sqlite3", generate.Size(tokens))
    warm(file)
    commands = {"owb": [str(programs / "owb"), "token", "export", file, "--reveal", "--format", "csv"],
                "shell": ["sqlite3", "-csv", "-header", file, "SELECT * FROM oauth2_token"]}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            with open("/dev/null", "w") as nowhere:
                begun = time.perf_counter()
                subprocess.run(command, check=True, stdout=nowhere, timeout=300)
                taken[name].append(time.perf_counter() - begun)
    report.add(Figure("export of 1,000,000 tokens as CSV; the sqlite3 shell", tokens / median(taken["owb"]),
                      tokens / median(taken["shell"]), "rows a second", 0.5, True))


ON_FILES = ("window", "lists", "bulk", "export")
PARTS = ("start", "operations", "jose", *ON_FILES, "servers")


def on_files(report: Report, programs: Path, folder: Path, tokens: int, parts: tuple[str, ...]) -> None:
    """What is measured on SQLite files."""
    if "export" in parts:
        export(report, programs, folder)
    if not set(parts) - {"start", "operations", "jose", "export", "servers", "postgres", "mariadb"}:
        return
    small = generate.sqlite(folder / f"bench-{SMALL}.sqlite3", generate.Size(SMALL))
    large = generate.sqlite(folder / f"bench-{tokens}.sqlite3", generate.Size(tokens))
    warm(large)
    if "window" in parts:
        window(report, programs, small, large)
    if "lists" in parts:
        lists(report, programs, "SQLite", large, tokens)
        by_key = report.raw["pages SQLite"]["middle_ms"]
        report.add(Figure("SQLite: jump to the middle; LIMIT … OFFSET there", by_key, offset_ms(large, tokens), "ms", 0.01))
    if "bulk" not in parts:
        return
    with tempfile.TemporaryDirectory(prefix="owb-bench-", dir="/var/tmp") as made:
        work = Path(made) / "work.sqlite3"
        revoking = []
        for _ in range(3):
            shutil.copyfile(large, work)
            warm(str(work))
            revoking.append(answer(str(programs / "owb-bench-window"), str(work), "state:active"))
        report.raw["revoke in the window"] = revoking
        pauses(report, [{"pauses": {"revoke": run["pauses"]["revoke"]}} for run in revoking])
        for search in ("state:active", "client:client-3*"):
            report.add(*bulk.figures(Figure, report.notes.append, programs, large, work, search))
        report.add(*bulk.served(Figure, programs, large, work))


def main() -> None:
    build, out = Path(sys.argv[1]), Path(sys.argv[2])
    tokens = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000_000
    parts = tuple(sys.argv[4:]) or PARTS
    programs = build.resolve() / "bin"
    report = Report(out)
    if "start" in parts:
        start(report, programs)
    if "operations" in parts:
        operations(report, programs)
    if "jose" in parts:
        report.add(*josebench.figures(Figure, programs))
    with tempfile.TemporaryDirectory(prefix="owb-bench-", dir="/var/tmp") as made:
        folder = Path(os.environ.get("OWB_BENCH_FOLDER", made))  # where made files may be kept from run to run
        folder.mkdir(exist_ok=True)
        if set(parts) & set(ON_FILES):
            on_files(report, programs, folder, tokens, parts)
    for name, engine in (("postgres", "PostgreSQL"), ("mariadb", "MariaDB")):
        if not {name, "servers"} & set(parts):
            continue
        url = generate.server(name, "bench", generate.Size(tokens))
        lists(report, programs, engine, url, tokens)
        report.add(*bulk.on_server(Figure, report.notes.append, programs, engines.given(name), engine, url))
    print("\n".join(report.notes))
    failed = [figure.what for figure in report.figures if not figure.holds]
    print(f"{len(report.figures) - len(failed)} of {len(report.figures)} hold" + (": not " + "; ".join(failed) if failed else ""))


if __name__ == "__main__":
    main()
