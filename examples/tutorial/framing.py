import socket
import struct


def exactly(sock, size):
    data = b""
    while len(data) < size:
        piece = sock.recv(size - len(data))
        if not piece:
            raise EOFError("inside a message")
        data += piece
    return data


left, right = socket.socketpair()
with left, right:
    for text in ["one", "two", "three"]:
        left.sendall(struct.pack(">i", len(text)) + text.encode())
    for _ in range(3):
        (size,) = struct.unpack(">i", exactly(right, 4))
        print(exactly(right, size).decode())
