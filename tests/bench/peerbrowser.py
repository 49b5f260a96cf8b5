"""DB Browser for SQLite as the peer of opening a file: until its window has nothing more to do."""

import os
import statistics
import subprocess
import time

TICK = os.sysconf("SC_CLK_TCK")
LOOK = 0.02  # seconds
QUIET = 0.25  # so long with less than a tenth of a core it has settled
LONGEST = 60


def _cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _once(file: str) -> float:
    begun = time.monotonic()
    process = subprocess.Popen(["sqlitebrowser", "--table", "oauth2_token", file], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        samples = [(begun, 0.0)]
        busy_until = begun
        while time.monotonic() - begun < LONGEST:
            time.sleep(LOOK)
            now, used = time.monotonic(), _cpu(process.pid)
            samples.append((now, used))
            window = next(sample for sample in reversed(samples) if sample[0] <= now - QUIET or sample is samples[0])
            if used - window[1] > 0.1 * (now - window[0]):
                busy_until = now
            elif used > 0.1 and now - busy_until > 2 * QUIET:
                break
        return (busy_until - begun - QUIET) * 1000
    finally:
        process.kill()
        process.wait()


def settled(file: str) -> float:
    """Milliseconds from its start to the end of its work, the median of three."""
    return statistics.median(_once(file) for _ in range(3))
