package dev.usher.kit.jfr;

import java.net.SocketAddress;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A server began to listen, or stopped.
@Name("usher.Listen")
@Label("Listen")
@Category("Usher")
@StackTrace(false)
final class ListenEvent extends Event {
  // Flight Recorder reads the fields.
  @Label("Server")
  final String server;

  @Label("Listening")
  final boolean listening;

  ListenEvent(SocketAddress server, boolean listening) {
    this.server = server.toString();
    this.listening = listening;
  }
}
