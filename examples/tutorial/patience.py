import socket

reader, writer = socket.socketpair()
with reader, writer:
    reader.settimeout(0.05)
    try:
        reader.recv(1)
    except TimeoutError:
        print("nothing came in 50 ms")
    writer.settimeout(0.3)
    try:
        while True:
            writer.sendall(bytes(65536))
    except TimeoutError:
        print("nobody read, the buffers filled, the write was ended")
