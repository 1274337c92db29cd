"""An echo server as Python's manual shows it: each datagram in turn."""

import os
import socket
import socketserver
import sys
import threading


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        data, server = self.request
        server.sendto(data, self.client_address)


with socketserver.UDPServer(("127.0.0.1", 0), Echo) as server:
    server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("listening", server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)
