package dev.usher.hub;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketClient;
import dev.usher.kit.PacketFraming;
import dev.usher.services.Address;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A partner over UDP: each line is a datagram. When the system reports that nobody is there, the
/// next datagram tries again.
final class PacketPartner implements Partner {
  private final Address address;
  private final PacketClient<byte[]> client;
  private final Consumer<String> troubled;
  private volatile Connection<byte[]> connection;
  private volatile boolean closed;
  private volatile @Nullable String trouble;

  private PacketPartner(Address address, PacketClient<byte[]> client, Consumer<String> troubled)
      throws IOException {
    this.address = address;
    this.client = client;
    this.troubled = troubled;
    connection = client.connect();
  }

  static PacketPartner connect(Address address) throws IOException {
    return connect(address, _ -> {});
  }

  /// @param troubled told by the receiving thread each time when a datagram was sent to nobody
  static PacketPartner connect(Address address, Consumer<String> troubled) throws IOException {
    PacketClient<byte[]> client =
        Client.udp(address.host(), address.port()).deadlines(d -> d.idle(Deadlines.NEVER));
    return new PacketPartner(address, client, troubled);
  }

  @Override
  public void send(byte[] line) throws Complaint {
    if (line.length > PacketFraming.LARGEST) {
      throw Complaint.failure(
          "a line of "
              + line.length
              + " bytes is too long for a datagram, which carries at most "
              + PacketFraming.LARGEST);
    }
    try {
      connection.send(line);
    } catch (EndedException _) {
      // this datagram is lost, as datagrams may be; the receiver is told why, and connects again
    }
  }

  @Override
  public void endSending() {}

  @Override
  public byte @Nullable [] receive() throws IOException {
    while (true) {
      try {
        byte[] packet = connection.receive();
        if (packet != null) trouble = null;
        return packet;
      } catch (EndedException e) {
        if (closed) return null;
        String why =
            e.ended() instanceof Ended.Lost(PortUnreachableException _)
                ? "nobody listens at " + address
                : "cannot send to " + address + ": " + e.getMessage();
        trouble = why;
        reconnect();
        troubled.accept(why);
      }
    }
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  private synchronized void reconnect() throws IOException {
    connection.close();
    connection = client.connect();
    if (closed) connection.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    connection.close();
  }
}
