"""Listeners of the host that must hear nothing: TCP on both loopbacks, UDP, an abstract and two named Unix sockets."""

import contextlib
import socket
import threading
import uuid

WAIT_S = 0.2


class Listeners:
    def __init__(self, home):
        self.words, self.was_let_in = [], False
        self.lock, self.closing = threading.Lock(), threading.Event()
        self.abstract = f"pirun-escape-{uuid.uuid4().hex}"
        tcp = socket.create_server(("127.0.0.1", 0))
        tcp6 = self._tcp6()
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        hidden, named = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        hidden.bind("\0" + self.abstract)
        named.bind(home + "/stream.socket")
        datagram = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        datagram.bind(home + "/datagram.socket")
        self.listen_port = free_port()
        self.facts = {
            "tcp_port": tcp.getsockname()[1], "tcp6_port": tcp6.getsockname()[1] if tcp6 else 0, "udp_port": udp.getsockname()[1],
            "abstract": self.abstract, "socket_path": home + "/stream.socket", "datagram_path": home + "/datagram.socket",
            "listen_port": self.listen_port,
        }
        self.threads = []
        for sock in filter(None, (tcp, tcp6, hidden, named)):
            sock.listen(16)
            self._start(self._accept, sock)
        for sock in (udp, datagram):
            self._start(self._receive, sock)
        self.threads.append(threading.Thread(target=self._knock))
        self.threads[-1].start()

    @staticmethod
    def _tcp6():
        with contextlib.suppress(OSError):
            return socket.create_server(("::1", 0), family=socket.AF_INET6)
        return None

    def _start(self, work, sock):
        sock.settimeout(WAIT_S)
        self.threads.append(threading.Thread(target=work, args=(sock,)))
        self.threads[-1].start()

    def _note(self, data):
        with self.lock:
            self.words.append(data.decode(errors="replace").strip())

    def _accept(self, sock):
        with sock:
            while not self.closing.is_set():
                with contextlib.suppress(socket.timeout):
                    peer, _ = sock.accept()
                    with peer:
                        peer.settimeout(1)
                        data = b""
                        with contextlib.suppress(OSError):
                            data = peer.recv(200)
                        self._note(data)

    def _receive(self, sock):
        with sock:
            while not self.closing.is_set():
                with contextlib.suppress(socket.timeout):
                    self._note(sock.recv(200))

    def heard(self, name):
        with self.lock:
            return name in self.words

    @property
    def strangers(self):
        from attempts.base import REGISTER
        with self.lock:
            return [w for w in self.words if w not in REGISTER]

    def _knock(self):
        """At the door that the attempt `listener` opens."""
        while not self.closing.wait(0.1):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.listen_port), WAIT_S).close()
                self.was_let_in = True

    def close(self):
        self.closing.set()
        for thread in self.threads:
            thread.join()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]
