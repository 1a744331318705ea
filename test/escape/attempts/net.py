"""The network of the machine.

Everything stays on its loopback; addresses of documentation (RFC 5737, 3849) are never sent to.
"""

import os
import socket

from .base import CALLS, FILES, VIEW, Absent, Stopped, attempt, first_of, may_open
from .ipc import UNFILTERED, speak


@attempt("connect to a server on 127.0.0.1", 37, stopped=CALLS, why=UNFILTERED, witness="heard")
def tcp(facts):
    return speak(facts, socket.socket(socket.AF_INET), ("127.0.0.1", facts.tcp_port))


@attempt("connect to a server on ::1", 37, stopped=CALLS, why=UNFILTERED, witness="heard")
def tcp6(facts):
    if not facts.tcp6_port:
        socket.socket(socket.AF_INET6).close()
        raise Absent("this machine has no ::1")
    return speak(facts, socket.socket(socket.AF_INET6), ("::1", facts.tcp6_port))


@attempt("send UDP to 127.0.0.1", 37, stopped=CALLS, why=UNFILTERED, witness="heard")
def udp(facts):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        return sock.sendto(facts.name.encode(), ("127.0.0.1", facts.udp_port))


@attempt("connect with a first packet of data (TCP fast open)", 37, stopped=CALLS, why=UNFILTERED, witness="heard")
def tcp_fast_open(facts):
    with socket.socket(socket.AF_INET) as sock:
        return sock.sendto(facts.name.encode() + b"\n", 0x20000000, ("127.0.0.1", facts.tcp_port))


@attempt("find a way to the Internet (IPv4, IPv6, DNS)", 37, stopped=CALLS, kernel="off", why=UNFILTERED)
def route(_):
    def way(family, address):
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.connect((address, 53))  # looks for a route, sends nothing
            return address
    return first_of([(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")], lambda where: way(*where))


@attempt("resolve a name through the host's resolver", 37, stopped=CALLS, kernel="off", why=UNFILTERED, witness="heard")
def resolver(facts):
    """As /etc/resolv.conf with `nameserver 127.0.0.1` would, at the test's own port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("127.0.0.1", facts.udp_port))
        return sock.send(facts.name.encode())


@attempt("be reached from outside: a listener on every address", 37, stopped=CALLS, why=UNFILTERED, witness="listened")
def listener(facts):
    import time
    with socket.create_server(("0.0.0.0", facts.listen_port)):
        time.sleep(1.5)  # the test knocks meanwhile
    return "listened"


@attempt("make packets by hand (raw IP)", 40, stopped=CALLS, kernel="off", why=UNFILTERED)
def raw_ip(_):
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close()
    return "opened"


@attempt("hear the network cards (AF_PACKET)", 40, stopped=CALLS, kernel="off", why=UNFILTERED)
def packets(_):
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
    return "opened"


@attempt("speak to the hypervisor (AF_VSOCK)", 40, stopped=CALLS, kernel="off", why=UNFILTERED)
def vsock(_):
    socket.socket(40, socket.SOCK_STREAM).close()
    return "opened"


@attempt("use the kernel's ciphers (AF_ALG)", 40, stopped=CALLS, kernel="off", why=UNFILTERED)
def kernel_ciphers(_):
    socket.socket(38, socket.SOCK_SEQPACKET).close()
    return "opened"


@attempt("use other families of sockets (CAN, XDP, Bluetooth, TIPC, RDS, SMC, …)", 40, stopped=CALLS, kernel="off", why=UNFILTERED)
def other_families(_):
    kinds = [(f, t) for f in (3, 4, 5, 9, 15, 21, 24, 29, 30, 31, 33, 35, 36, 37, 39, 41, 42, 43, 44, 45) for t in (1, 2, 3, 5)]

    def family(kind):
        socket.socket(*kind).close()
        return f"family {kind[0]}"
    return first_of(kinds, family)


@attempt("see the host's network cards", 61, stopped=VIEW, kernel="landlock basic off", why="the network is the machine's")
def network_cards(_):
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    if not names:
        raise Stopped("only lo")
    return f"{len(names)} cards"


@attempt("change the host's network by netlink", None, stopped=CALLS, kernel="off", why="nothing but the kernel's rules")
def netlink(facts):
    """Takes lo of its own view up or down; only asked for where it cannot be the host's, else it is the right that counts."""
    from .base import is_own_namespace
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        if is_own_namespace(facts, "net"):
            raise Stopped("a network of its own")
        sock.bind((0, 1))  # hear of the host's links: needs no right
        with open("/proc/self/status", encoding="utf-8") as file:
            rights = [int(l.split()[1], 16) for l in file if l.startswith("CapEff")][0]
    if not rights & 1 << 12:  # CAP_NET_ADMIN
        raise Stopped("no right to administer it")
    return "may"


@attempt("make a network card of its own (/dev/net/tun)", None, stopped=FILES, kernel="basic off",
         why="devices are the machine's")
def tun(_):
    if not os.path.exists("/dev/net/tun"):
        raise Stopped("there is no such device")
    return may_open("/dev/net/tun", os.O_RDWR)
