import socket
import socketserver
import threading


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read().upper())


with socketserver.TCPServer(("127.0.0.1", 0), Upper) as server:
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(server.server_address) as client:
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)
        print(client.makefile().read())
    server.shutdown()
