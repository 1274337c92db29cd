package dev.usher.hub;

import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Guests;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds out whom somebody means who types a name, a number of `/who`, or an address.
final class Recipients {
  private final Path book;
  private final ContactNames names;
  private final @Nullable Guests guests;

  /// @param guests who was heard, where that is known
  Recipients(Path book, ContactNames names, @Nullable Guests guests) {
    this.book = book;
    this.names = names;
    this.guests = guests;
  }

  /// @throws Complaint when it is nobody
  InetSocketAddress find(String who) throws Complaint {
    if (!who.isEmpty() && who.chars().allMatch(c -> c >= '0' && c <= '9')) return numbered(who);
    // Read anew each time: somebody may have just been added.
    Contact contact = ContactBook.read(book).named(who);
    if (contact != null) {
      InetSocketAddress heard = contact.anyPort() ? lastHeard(who) : null;
      if (heard != null) return heard;
      InetSocketAddress at = resolved(who, contact.address().socket());
      names.learn(contact, at.getAddress());
      return at;
    }
    if (who.indexOf('.') < 0 && who.indexOf(':') < 0) {
      throw Complaint.failure(
          "nobody is called \"" + who + "\"; an address is written as 127.0.0.1:5000");
    }
    return resolved(who, Contact.address(who).socket());
  }

  private InetSocketAddress numbered(String who) throws Complaint {
    InetSocketAddress at =
        guests == null || who.length() > 9 ? null : guests.numbered(Integer.parseInt(who));
    if (at == null) throw Complaint.failure("nobody has the number " + who);
    return at;
  }

  /// Where somebody who may have any port wrote from last.
  private @Nullable InetSocketAddress lastHeard(String name) {
    if (guests == null) return null;
    for (Guest each : guests.latestFirst()) {
      if (name.equals(names.of(each.address()))) return each.address();
    }
    return null;
  }

  private static InetSocketAddress resolved(String who, SocketAddress socket) throws Complaint {
    if (socket instanceof InetSocketAddress inet && !inet.isUnresolved()) return inet;
    throw Complaint.failure("no machine of the name in \"" + who + "\" is known");
  }
}
