package dev.usher.hub;

import dev.usher.kit.EndedException;
import dev.usher.services.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// The other end of a conversation. One thread sends, another receives.
sealed interface Partner extends AutoCloseable permits StreamPartner, PacketPartner {
  /// Connects.
  static Partner at(Address address, Charset encoding) throws Complaint {
    try {
      return switch (address.scheme()) {
        case TCP, UNIX -> StreamPartner.connect(address, encoding);
        case UDP -> PacketPartner.connect(address);
      };
    } catch (IOException e) {
      throw Complaint.failure("cannot reach " + address + ": " + e.getMessage() + hint(e));
    }
  }

  private static String hint(IOException e) {
    return e instanceof ConnectException ? "; is anybody listening there?" : "";
  }

  /// Sends a line.
  ///
  /// @throws EndedException when the partner is gone
  /// @throws Complaint when this line cannot be sent; the next one may
  void send(byte[] line) throws Complaint;

  /// Tells the partner, where that can be done, that nothing more will be sent.
  ///
  /// @throws EndedException when the partner is gone
  void endSending();

  /// Waits for what comes next; null when nothing can come any more.
  ///
  /// @throws EndedException when the conversation broke
  /// @throws IOException when no socket can be opened
  byte @Nullable [] receive() throws IOException;

  /// What is known of why nothing comes, although the conversation goes on.
  @Nullable String trouble();

  /// Leaves; a waiting receive returns null.
  @Override
  void close();
}
