"""The other implementations of JOSE: the package `jose` for Node.js, and the library rhonabwy.

Both are Debian's packages. `jose` is of major version 4 there; version 6, which is another code base with other
algorithms, comes from npm and only where that is asked for.
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from oraclelines import Oracle

_HERE = Path(__file__).parent
_DEBIAN_MODULES = Path("/usr/share/nodejs")
_NPM_JOSE = "6.2.18"
_NPM_NODE = (20, 12)  # the first that compresses without a header, as "zip" wants it
_NPM_SECONDS = 120
_COMPILE_SECONDS = 120
_PROGRAM = "OWB_JOSE_ORACLE"

OURS, JOSE_4, JOSE_6, RHONABWY = "ours", "jose 4", "jose 6", "rhonabwy"


def missing(npm: bool = False) -> list[str]:
    """The Debian packages without which the peers cannot run."""
    found = {"nodejs": bool(shutil.which("node")), "node-jose": (_DEBIAN_MODULES / "jose/package.json").exists(),
             "librhonabwy-dev": Path("/usr/include/rhonabwy.h").exists(), "gcc": bool(shutil.which("cc")),
             "python3-cryptography": importlib.util.find_spec("cryptography") is not None,
             "npm": not npm or bool(shutil.which("npm"))}
    return sorted(package for package, there in found.items() if not there)


def require(npm: bool = False) -> None:
    """Raises when a peer is missing: that is a failure, never a skip."""
    if absent := missing(npm):
        raise ImportError(f"install the Debian package {' '.join(absent)} to compare with other JOSE implementations")


def our_command() -> list[str]:
    """The program under test: what OWB_JOSE_ORACLE names, or the one built beside the `owb` that OWB names."""
    if named := os.environ.get(_PROGRAM, ""):
        return shlex.split(named)
    if owb := os.environ.get("OWB", ""):
        beside = Path(owb).parents[1] / "tests/owb-joseoracle"
        if os.access(beside, os.X_OK):
            return [str(beside)]
    raise LookupError(f"set {_PROGRAM} to the owb-joseoracle program")


def node_command() -> list[str]:
    return ["node", str(_HERE / "jose_oracle.mjs")]


def debian_jose(name: str = JOSE_4) -> Oracle:
    return Oracle(name, node_command(), {"NODE_PATH": str(_DEBIAN_MODULES)})


def ours(command: list[str]) -> Oracle:
    """The program under test; `node` stands for Debian's jose, which tries the comparison itself."""
    return debian_jose(OURS) if command == ["node"] else Oracle(OURS, command)


def npm_jose(folder: Path) -> Oracle:
    """Installs the package into a folder: it has no dependencies, and no script of it is run."""
    version = _run(["node", "--version"], _NPM_SECONDS).strip()
    if tuple(int(number) for number in version.lstrip("v").split(".")[:2]) < _NPM_NODE:
        raise RuntimeError(f"{JOSE_6} needs Node.js {'.'.join(map(str, _NPM_NODE))}; this is {version}")
    if packages := os.environ.get("OWB_NODE_PACKAGES"):
        folder = Path(packages) / f"jose-{_NPM_JOSE}"  # where it stays
    if not (folder / "node_modules/jose/package.json").exists():
        _run(["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-save", "--no-audit", "--no-fund",
              f"jose@{_NPM_JOSE}"], _NPM_SECONDS)
    return Oracle(JOSE_6, node_command(), {"NODE_PATH": str(folder / "node_modules")})


def rhonabwy(folder: Path) -> Oracle:
    """Compiles its line protocol into a folder."""
    program = folder / "rhonabwy_oracle"
    sources = [str(_HERE / name) for name in ("rhonabwy_oracle.c", "rhonabwy_keys.c")]
    _run(["cc", "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", *sources, "-o", str(program),
          "-lrhonabwy", "-lorcania", "-ljansson"], _COMPILE_SECONDS)
    return Oracle(RHONABWY, [str(program)])


def _run(command: list[str], seconds: int) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(command)} failed: {done.stdout}{done.stderr}")
    return done.stdout
