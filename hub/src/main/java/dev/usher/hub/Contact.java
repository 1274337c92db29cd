package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Scheme;
import dev.usher.services.chat.ChatHost;
import java.util.List;
import java.util.Set;

/// Somebody in the contact book.
///
/// @param name what the user calls them
/// @param written the address as the user wrote it
/// @param address where messages to them go
/// @param anyPort whether no port was written: then whatever comes from that host is from them
record Contact(String name, String written, Address address, boolean anyPort) {
  private static final int LONGEST_NAME = 64;
  private static final Address OTHER_PORT = Address.udp("127.0.0.1", 1);

  /// Words that `usher chat` understands as something else.
  private static final Set<String> TAKEN = Set.of("host", "contacts", "help");

  /// @throws Complaint when the name or the address is none, in words that fit behind a file's line
  static Contact of(String name, String written) throws Complaint {
    checkName(name);
    Address address = address(written, ChatHost.USUAL);
    return new Contact(
        name, written, address, address(written, OTHER_PORT).port() != address.port());
  }

  /// @throws Complaint when datagrams cannot be sent to it
  static Address address(String written) throws Complaint {
    return address(written, ChatHost.USUAL);
  }

  private static Address address(String written, Address otherwise) throws Complaint {
    try {
      Address address = Address.parse(written, List.of(otherwise)).getFirst();
      boolean plain = address.scheme() == Scheme.UDP && address.options().isEmpty();
      if (plain && address.port() > 0) return address;
      throw Complaint.usage(
          "\"" + written + "\" is not an address to chat with: [udp://]HOST[:PORT]");
    } catch (AddressException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  /// A name can be typed behind an @ and cannot be taken for an address or a number.
  private static void checkName(String name) throws Complaint {
    boolean plain =
        !name.isEmpty()
            && name.codePointCount(0, name.length()) <= LONGEST_NAME
            && name.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    if (!plain) {
      throw Complaint.usage("\"" + name + "\" is not a name: letters, digits, - and _, at most 64");
    }
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Complaint.usage("\"" + name + "\" is not a name: a number is somebody in /who");
    }
    if (TAKEN.contains(name)) {
      throw Complaint.usage(
          "\"" + name + "\" is not a name: it means something else to usher chat");
    }
  }
}
