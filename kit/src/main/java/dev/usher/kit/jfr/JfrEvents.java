package dev.usher.kit.jfr;

import dev.usher.kit.Connection;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;

/// Writes a server's events into Flight Recorder. Costs next to nothing while nobody records.
///
/// It hears; it does not replace the default: `events(ServerEvents.uncaught().and(new
/// JfrEvents()))` prints stack traces as well.
public final class JfrEvents implements ServerEvents {
  private final Map<Connection<?>, ConversationEvent> open = new ConcurrentHashMap<>();
  private volatile @Nullable DrainEvent drain;

  /// Events of one server, or of several.
  public JfrEvents() {}

  @Override
  public void on(ServerEvent event) {
    switch (event) {
      case ServerEvent.Opened(var client) -> opened(client);
      case ServerEvent.Closed closed -> closed(closed);
      case ServerEvent.Refused(var peer, var why) -> commit(new MomentEvent.Refused(peer, why));
      case ServerEvent.Failed(var peer, var cause) -> commit(new MomentEvent.Failed(peer, cause));
      case ServerEvent.Dropped(var peer, var why) -> commit(new MomentEvent.Dropped(peer, why));
      case ServerEvent.Troubled(var at, var cause) -> commit(new MomentEvent.Troubled(at, cause));
      case ServerEvent.Overflowed(var at, long datagrams) ->
          commit(new MomentEvent.Overflowed(at, datagrams));
      case ServerEvent.Draining _ -> draining();
      case ServerEvent.Drained(var report) -> {
        DrainEvent drained = drain;
        if (drained != null) drained.finish(report);
      }
      case ServerEvent.Fallback(var at, var why) -> commit(new MomentEvent.Fallback(at, why));
      case ServerEvent.Listening(var at) -> commit(new ListenEvent(at, true));
      case ServerEvent.Stopped(var at) -> commit(new ListenEvent(at, false));
    }
  }

  private void opened(Connection<?> client) {
    ConversationEvent conversation = new ConversationEvent(client);
    if (!conversation.isEnabled()) return;
    conversation.begin();
    open.put(client, conversation);
  }

  private void closed(ServerEvent.Closed closed) {
    ConversationEvent conversation = open.remove(closed.client());
    if (conversation != null) conversation.finish(closed.why());
  }

  private void draining() {
    DrainEvent event = new DrainEvent();
    event.begin();
    drain = event;
  }

  private static void commit(Event event) {
    event.commit();
  }
}
