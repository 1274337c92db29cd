package dev.usher.testkit.contract;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.StreamClient;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamHandler;
import dev.usher.kit.StreamServer;
import dev.usher.kit.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/// Streams: TCP or Unix sockets, real or in memory.
interface StreamVenue extends Venue {
  /// A server at an address of its own.
  StreamServer<byte[]> server();

  default Transport transport() {
    return Transport.nio();
  }

  default StreamClient<byte[]> client(SocketAddress server) {
    return Client.at(server)
        .on(transport())
        .deadlines(d -> d.idle(Deadlines.NEVER).write(Deadlines.NEVER));
  }

  default Running serve(Change change, StreamHandler<String> handler) throws IOException {
    var server = server().on(transport()).framing(StreamFraming.lines(LIMIT));
    // Many a client here stays after its conversation, and would be waited for.
    return change.of(server.deadlines(d -> d.linger(SHORT))).start(handler);
  }

  @Override
  default Running serve(Change change, Handler<String> handler) throws IOException {
    return serve(change, (StreamHandler<String>) handler);
  }

  @Override
  default StreamConnection<String> call(SocketAddress server) throws IOException {
    return client(server).framing(StreamFraming.lines(LIMIT)).connect();
  }

  @Override
  default StreamConnection<String> call(Running server) throws IOException {
    return call(server.address());
  }

  /// A client that sends and gets bytes as they come.
  default StreamConnection<byte[]> callBare(Running server) throws IOException {
    return client(server.address()).connect();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The next so many bytes.
  static String take(Connection<byte[]> client, int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < count) {
      byte[] chunk = client.receive();
      if (chunk == null) throw new AssertionError("it ended after «" + all + "»");
      all.writeBytes(chunk);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// Everything that still comes.
  static String rest(Connection<byte[]> client) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] chunk : client) all.writeBytes(chunk);
    return all.toString(StandardCharsets.UTF_8);
  }
}
