import socketserver
import socket
import threading


class Echo(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(b"got [" + self.packet + b"]")


with socketserver.UDPServer(("127.0.0.1", 0), Echo) as server:
    threading.Thread(target=server.serve_forever).start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(10)
        for text in ["hello", "", "bye"]:
            client.sendto(text.encode(), server.server_address)
            print(text, "->", client.recv(2048).decode())
    server.shutdown()
