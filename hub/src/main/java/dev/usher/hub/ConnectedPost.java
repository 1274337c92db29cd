package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.Scheme;
import dev.usher.services.chat.Audience;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Message;
import dev.usher.services.chat.Message.Way;
import dev.usher.services.chat.Names;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// A socket for each whom somebody talks with. Of such a socket the system tells when nobody is at
/// the other end; strangers cannot write to it (rule H11).
final class ConnectedPost implements Post {
  private final Names names;
  private final Audience audience;
  private final BiConsumer<InetSocketAddress, String> troubled;
  private final Map<InetSocketAddress, PacketPartner> partners = new LinkedHashMap<>();

  /// @param audience told what comes, by one thread at a time
  /// @param troubled told when somebody cannot be reached, and why
  ConnectedPost(Names names, Audience audience, BiConsumer<InetSocketAddress, String> troubled) {
    this.names = names;
    this.audience = audience;
    this.troubled = troubled;
  }

  @Override
  public void say(InetSocketAddress to, String text) throws IOException {
    try {
      partner(to).send(text.getBytes(UTF_8));
    } catch (Complaint e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private synchronized PacketPartner partner(InetSocketAddress to) throws IOException {
    PacketPartner known = partners.get(to);
    if (known != null) return known;
    Address address = Address.bound(Scheme.UDP, to);
    PacketPartner fresh = PacketPartner.connect(address, why -> troubled.accept(to, why));
    partners.put(to, fresh);
    int number = partners.size();
    Thread.ofVirtual().name("usher from " + to).start(() -> listen(to, fresh, number));
    return fresh;
  }

  private void listen(InetSocketAddress to, PacketPartner partner, int number) {
    try {
      long count = 0;
      for (byte[] bytes; (bytes = partner.receive()) != null; ) {
        Instant now = Instant.now();
        heard(
            new Guest(number, to, ++count, now),
            Message.of(now, Way.FROM, to, names.of(to), bytes));
      }
    } catch (IOException e) {
      forget(to, partner); // the network may be back when they are written to again
      troubled.accept(to, "cannot receive: " + e.getMessage());
    }
  }

  private synchronized void forget(InetSocketAddress to, PacketPartner partner) {
    partners.remove(to, partner);
    partner.close();
  }

  private void heard(Guest from, Message message) {
    synchronized (audience) {
      audience.heard(from, message);
      audience.pause();
    }
  }

  @Override
  public synchronized void close() {
    partners.values().forEach(PacketPartner::close);
  }
}
