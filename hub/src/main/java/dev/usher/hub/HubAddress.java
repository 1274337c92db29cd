package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Scheme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a hub is, by `--hub`.
final class HubAddress {
  private HubAddress() {}

  /// @param written `[tcp://|unix:]HOST[:PORT]`; null for the local hub
  /// @param port when it is not said
  static Address of(@Nullable String written, int port) throws Complaint {
    Address local = Address.tcp("127.0.0.1", port);
    if (written == null) return local;
    try {
      Address hub = Address.parse(written, List.of(local)).getFirst();
      boolean stream =
          hub.scheme() == Scheme.UNIX || (hub.scheme() == Scheme.TCP && hub.port() > 0);
      if (stream && hub.options().isEmpty()) return hub;
    } catch (AddressException e) {
      throw Complaint.usage("--hub: " + e.getMessage());
    }
    throw Complaint.usage(
        "--hub: \"" + written + "\" is not where files go: [tcp://|unix:]HOST[:PORT]");
  }
}
