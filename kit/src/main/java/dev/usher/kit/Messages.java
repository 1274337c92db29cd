package dev.usher.kit;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// `for (M message : client)`.
final class Messages<M> implements Iterator<M> {
  private final Connection<M> connection;
  private @Nullable M next;

  Messages(Connection<M> connection) {
    this.connection = connection;
  }

  @Override
  public boolean hasNext() {
    if (next == null) next = connection.receive();
    return next != null;
  }

  @Override
  public M next() {
    @Nullable M message = hasNext() ? next : null;
    if (message == null) throw new NoSuchElementException("the conversation has ended");
    next = null;
    return message;
  }
}
