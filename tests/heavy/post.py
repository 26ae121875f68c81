"""A post office of the trial's own: it speaks SMTP on the loopback, keeps what it is handed, and is slow or rude when told to be."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Post:
    """What came, and how it behaves: ``pause`` seconds before it says yes; ``deaf``: it takes a letter and hangs up without a word."""

    port: int = 0
    pause: float = 0.0
    deaf: bool = False
    letters: list[tuple[str, Message]] = field(default_factory=list)
    taken: threading.Event = field(default_factory=threading.Event)

    def answer(self, line: bytes, to: list[str]) -> bytes:
        """Say what a server says to a line that is no letter."""
        verb = line[:4].upper()
        if verb == b"RCPT":
            to.append(line.split(b"<")[1].split(b">")[0].decode())
        return {b"EHLO": b"250 post\r\n", b"QUIT": b"221 bye\r\n", b"DATA": b"354 go\r\n"}.get(verb, b"250 ok\r\n")

    def keep(self, to: str, letter: bytes) -> bool:
        """Keep a letter; say whether it is to be answered."""
        self.letters.append((to, message_from_bytes(letter)))
        self.taken.set()
        time.sleep(self.pause)
        return not self.deaf


@contextmanager
def a_post() -> Iterator[Post]:
    """Run a post office for as long as the trial lasts."""
    it = Post()

    class Counter(socketserver.StreamRequestHandler):
        """One conversation."""

        def handle(self) -> None:
            """Speak until the other hangs up."""
            to: list[str] = []
            self.wfile.write(b"220 post\r\n")
            while line := self.rfile.readline():
                self.wfile.write(it.answer(line, to))
                if line[:4].upper() == b"QUIT":
                    return
                if line[:4].upper() == b"DATA":
                    letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                    if not it.keep(to.pop(), letter):
                        return
                    self.wfile.write(b"250 kept\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter) as server:
        server.daemon_threads = True
        it.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield it
        finally:
            server.shutdown()
            thread.join(5)
