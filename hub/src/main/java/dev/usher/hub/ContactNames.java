package dev.usher.hub;

import dev.usher.services.chat.Names;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the contact book calls the senders of datagrams. A contact whose address has a port is
/// known by both; one without, by its host (rule H12).
final class ContactNames implements Names {
  private final Map<InetSocketAddress, String> exact = new ConcurrentHashMap<>();
  private final Map<InetAddress, String> anyPort = new ConcurrentHashMap<>();

  ContactNames(ContactBook book) {
    for (Contact each : book.contacts()) learn(each);
  }

  /// Host names are looked up meanwhile: where there is no name server, that takes its time.
  private void learn(Contact contact) {
    try {
      learn(contact, InetAddress.ofLiteral(contact.address().host()));
    } catch (IllegalArgumentException _) {
      Thread.startVirtualThread(() -> {
        var socket = (InetSocketAddress) contact.address().socket();
        if (!socket.isUnresolved()) learn(contact, socket.getAddress());
      });
    }
  }

  /// Remembers where a contact was found.
  void learn(Contact contact, InetAddress host) {
    if (contact.anyPort()) anyPort.putIfAbsent(host, contact.name());
    else exact.putIfAbsent(new InetSocketAddress(host, contact.address().port()), contact.name());
  }

  @Override
  public @Nullable String of(InetSocketAddress peer) {
    String name = exact.get(peer);
    return name == null ? anyPort.get(peer.getAddress()) : name;
  }
}
