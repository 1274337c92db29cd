package dev.usher.kit.jfr;

import java.net.SocketAddress;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Something that happened at one moment, at an address, for a reason.
@Category("Usher")
@StackTrace(false)
abstract class MomentEvent extends Event {
  // Not private: Flight Recorder leaves out the private fields of a superclass.
  @Label("Address")
  final String address;

  @Label("Why")
  final String why;

  MomentEvent(SocketAddress address, Object why) {
    this.address = address.toString();
    this.why = why.toString();
  }

  /// A slower transport is used than there could be.
  @Name("usher.Fallback")
  @Label("Slower Transport")
  static final class Fallback extends MomentEvent {
    Fallback(SocketAddress server, Object why) {
      super(server, why);
    }
  }

  /// A client was sent away.
  @Name("usher.Refused")
  @Label("Client Refused")
  static final class Refused extends MomentEvent {
    Refused(SocketAddress peer, Object why) {
      super(peer, why);
    }
  }

  /// A datagram was dropped.
  @Name("usher.Dropped")
  @Label("Datagram Dropped")
  static final class Dropped extends MomentEvent {
    Dropped(SocketAddress peer, Object why) {
      super(peer, why);
    }
  }

  /// A handler threw.
  @Name("usher.Failed")
  @Label("Handler Failed")
  static final class Failed extends MomentEvent {
    Failed(SocketAddress peer, Object why) {
      super(peer, why);
    }
  }

  /// The system dropped datagrams: why says how many.
  @Name("usher.Overflowed")
  @Label("Datagrams Overflowed")
  static final class Overflowed extends MomentEvent {
    Overflowed(SocketAddress server, Object datagrams) {
      super(server, datagrams);
    }
  }

  /// Accepting or receiving failed, and is tried again.
  @Name("usher.Troubled")
  @Label("Listener Troubled")
  static final class Troubled extends MomentEvent {
    Troubled(SocketAddress server, Object why) {
      super(server, why);
    }
  }
}
