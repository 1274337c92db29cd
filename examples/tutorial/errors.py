import socket


def sort(failure):
    match failure:
        case TimeoutError():
            return "ordinary: the peer was silent too long"
        case ConnectionRefusedError():
            return "ordinary: nobody listens there"
        case ConnectionError():
            return "ordinary: the connection broke"
        case _:
            return "told loudly: " + type(failure).__name__


listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()
client = socket.create_connection(address)
client.settimeout(0.02)
listener_closed = lambda: (listener.close(), socket.create_connection(address))
for work in [lambda: client.recv(1), listener_closed, lambda: int("twelve")]:
    try:
        work()
    except Exception as failure:
        print(sort(failure))
client.close()
