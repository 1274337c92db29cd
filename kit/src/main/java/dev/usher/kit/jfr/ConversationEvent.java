package dev.usher.kit.jfr;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// One conversation, from accept to close.
@Name("usher.Conversation")
@Label("Conversation")
@Category("Usher")
@StackTrace(false)
final class ConversationEvent extends Event {
  // Flight Recorder reads the fields.
  @Label("Server")
  final String server;

  @Label("Peer")
  final String peer;

  @Label("Ended")
  @Description("The kind of dev.usher.kit.Ended")
  @Nullable String ended;

  @Label("Details")
  @Nullable String details;

  ConversationEvent(Connection<?> client) {
    server = client.local().toString();
    peer = client.peer().toString();
  }

  void finish(Ended why) {
    ended = why.getClass().getSimpleName();
    details = why.toString();
    commit();
  }
}
