package dev.usher.services.chat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An audience that remembers.
final class Heard implements Audience {
  final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  @Override
  public void heard(Guest from, Message message) {
    messages.add(message);
  }

  /// The next message.
  Message next() throws InterruptedException {
    Message next = messages.poll(60, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("nothing came");
    return next;
  }

  /// Passes over all that comes up to this; false when it is not here in a moment.
  boolean hears(String text) throws InterruptedException {
    Message next;
    do next = messages.poll(200, TimeUnit.MILLISECONDS);
    while (next != null && !next.text().equals(text));
    return next != null;
  }

  List<String> texts() {
    return messages.stream().map(Message::text).toList();
  }
}
