"""Serves a WSGI application on a free port of the loopback address, for as long as a test wants it.

The port is printed on the first line. It ends on SIGTERM or when its standard input closes, so that it never outlives
the test that started it.
"""

import os
import signal
import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server


class _QuietHandler(WSGIRequestHandler):
    """No line for each request: standard error is left to what goes wrong."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def _end_with_parent() -> None:
    while os.read(0, 1):  # not sys.stdin: its lock, held by a waiting thread, makes the interpreter abort when it ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def serve(app: Any) -> None:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_QuietHandler)
    # Not sys.exit(): raised while a weak reference's callback runs, it is swallowed, and the server stays.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()
