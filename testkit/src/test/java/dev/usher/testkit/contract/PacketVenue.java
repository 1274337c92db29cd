package dev.usher.testkit.contract;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.SocketAddress;

/// Datagrams: UDP or Unix sockets, real or in memory.
interface PacketVenue extends Venue {
  default Transport transport() {
    return Transport.nio();
  }

  /// A server at an address of its own.
  default PacketServer<byte[]> at() {
    return Server.udp(0);
  }

  default PacketServer<byte[]> server() {
    return at().on(transport());
  }

  @Override
  default Running serve(Change change, Handler<String> handler) throws IOException {
    return change.of(server().framing(PacketFraming.text(LIMIT))).start(handler);
  }

  @Override
  default Connection<String> call(SocketAddress server) throws IOException {
    return call(server, PacketFraming.text(LIMIT));
  }

  default <M> Connection<M> call(SocketAddress server, PacketFraming<M> framing)
      throws IOException {
    return Client.udp(server)
        .on(transport())
        .framing(framing)
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }
}
