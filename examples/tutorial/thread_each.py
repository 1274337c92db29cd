import socket
import socketserver
import threading


class Upper(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(1):
            self.request.sendall(data.upper())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


with Server(("127.0.0.1", 0), Upper) as server:
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(server.server_address) as silent:
        with socket.create_connection(server.server_address) as lively:
            for name, client, byte in [("lively", lively, b"a"), ("silent", silent, b"b")]:
                client.sendall(byte)
                print(name, "got", client.recv(1).decode())
    server.shutdown()
