"""A server on this machine that answers as services on the web do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RECORDED = Path(__file__).parent / "data" / "lookups"


@dataclass(frozen=True)
class Answer:
    """What is answered to one question."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """How long it takes to begin."""
    pause: float = 0.0
    """Seconds between two bytes of it."""


def recorded(name: str) -> Answer:
    """An answer in the documented format of a service."""
    return Answer((RECORDED / name).read_bytes())


@dataclass
class Service:
    """A service; each question takes the next of its answers, the last one again and again."""

    answer: Callable[[str], Answer]
    """The answer by path, with its query."""
    address: str = ""
    asked: list[tuple[str, float, str]] = field(default_factory=list)
    """The path, the time and the `User-Agent` of each question."""


@contextmanager
def serving(answer: Callable[[str], Answer]) -> Iterator[Service]:
    """A service on a free port of this machine."""
    service = Service(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append((self.path, time.time(), self.headers.get("User-Agent", "")))
            found = service.answer(self.path)
            stop.wait(found.seconds)
            with suppress(OSError):
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found.body)))
                self.end_headers()
                pieces = [found.body]
                if found.pause:
                    pieces = [found.body[n : n + 1] for n in range(len(found.body))]
                for piece in pieces:
                    self.wfile.write(piece)
                    if stop.wait(found.pause):
                        break

        def log_message(self, *arguments: object) -> None:
            pass

    stop = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def in_turn(*answers: Answer) -> Callable[[str], Answer]:
    """One answer after the other, whatever is asked."""
    left = list(answers)
    return lambda path: left.pop(0) if len(left) > 1 else left[0]
