"""Python reads this file as it starts where this folder is on its path: a program that asks the network stops, and is noted in the file NETWORK_ASKED names."""

import ipaddress
import os
import sys

_LOOKS_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_SENDS = ("socket.connect", "socket.sendto", "socket.sendmsg")


def _is_this_machine(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _hold(event: str, arguments: tuple) -> None:
    if event in _LOOKS_UP:
        host = arguments[0]
    elif event in _SENDS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_this_machine(host):
        with open(os.environ["NETWORK_ASKED"], "a", encoding="utf-8") as file:
            file.write(f"{event} {host}: {' '.join(sys.argv)}\n")
        raise OSError(f"The network is cut, and {host} was asked.")


sys.addaudithook(_hold)
