package dev.usher.services.echo;

import dev.usher.kit.Connection;
import dev.usher.kit.Datagram;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import java.io.IOException;
import java.util.List;

/// `echo.text`: whatever arrives comes back with ASCII letters in upper case and every other byte
/// as it was; a datagram for a datagram, an empty one too.
final class TextDoor implements Door {
  private static final int PORT = 7007;
  private static final Rate RATE = new Rate(100, 200, 8);

  @Override
  public String name() {
    return "echo.text";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", PORT), Address.udp("127.0.0.1", PORT));
  }

  @Override
  public Power power() {
    return Power.ASKS;
  }

  @Override
  public List<Option<?>> options() {
    return RATE.options();
  }

  @Override
  public String tryIt(Address at) {
    return switch (at.scheme()) {
      case TCP -> "nc " + at.host() + " " + at.port();
      case UDP -> "nc -u " + at.host() + " " + at.port();
      case UNIX -> "nc -U " + at.host();
    };
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    return switch (at.address().scheme()) {
      case TCP, UNIX -> at.streams().start((Handler<byte[]>) TextDoor::converse);
      case UDP -> at.packetsOfClients(RATE).answer(TextDoor::answer);
    };
  }

  private static void converse(Connection<byte[]> client) {
    for (byte[] bytes : client) client.send(upper(bytes));
  }

  private static void answer(Datagram packet) throws IOException {
    packet.reply(upper(packet.bytes()));
  }

  /// Changes the bytes in place; both callers own them.
  static byte[] upper(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 'a' && bytes[i] <= 'z') bytes[i] = (byte) (bytes[i] - 'a' + 'A');
    }
    return bytes;
  }
}
