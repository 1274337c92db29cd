"""An echo server as the manual of asyncio shows it: one thread, a Protocol for each connection."""

import asyncio
import os
import sys
import threading


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


def end_with_input():
    sys.stdin.read()
    os._exit(0)


async def main():
    server = await asyncio.get_running_loop().create_server(Echo, "127.0.0.1", 0, backlog=4096)
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    threading.Thread(target=end_with_input, daemon=True).start()
    await server.serve_forever()


asyncio.run(main())
