import socket
import socketserver
import threading


class Stream(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


class Packet(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.packet.upper())


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Stream) as tcp:
    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Packet) as udp:
        for server in (tcp, udp):
            threading.Thread(target=server.serve_forever).start()
        with socket.create_connection(tcp.server_address) as client:
            client.sendall(b"over tcp\n")
            print(client.makefile().readline().rstrip())
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(10)
            client.sendto(b"over udp", udp.server_address)
            print(client.recv(2048).decode())
        for server in (tcp, udp):
            server.shutdown()
