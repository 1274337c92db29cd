package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Answering;
import dev.usher.kit.Datagram;
import dev.usher.kit.Defaults;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.services.Address;
import dev.usher.services.chat.Message.Way;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// `chat.text`: a socket where anybody's datagrams come in, and from which anybody is written to.
///
/// The receiving thread only puts what comes into a tray; another one records it and tells the
/// audience. Nothing is answered by itself, so that two hosts cannot keep each other busy (rule
/// H5).
public final class ChatHost implements Closeable {
  /// What the door is called.
  public static final String DOOR = "chat.text";

  /// Where it is unless a person says otherwise.
  public static final Address USUAL = Address.udp("127.0.0.1", 7081);

  /// The longest message, in bytes.
  public static final int LONGEST = PacketFraming.LARGEST;

  private static final int SYSTEM_BUFFER = 4 * 1024 * 1024; // the system may give less
  private static final int TRAY = 16 * 1024 * 1024;

  private final InstantSource clock;
  private final Names names;
  private final Journal journal;
  private final Audience audience;
  private final Guests guests = new Guests(Defaults.PEERS);
  private final Intray tray = new Intray(TRAY);
  private final Answering server;
  private final Thread post;
  private final AtomicBoolean drained = new AtomicBoolean();

  private ChatHost(
      PacketServer<byte[]> at, InstantSource clock, Names names, Journal journal, Audience audience)
      throws IOException {
    this.clock = clock;
    this.names = names;
    this.journal = journal;
    this.audience = audience;
    server = at.sockets(s -> s.buffers(SYSTEM_BUFFER, s.sendBuffer())).answer(this::receive);
    post = Thread.ofPlatform().name("usher chat").unstarted(this::deliver);
  }

  /// Binds, and hears from then on.
  ///
  /// @param at where; its admission, events and transport are heeded
  /// @param audience told what comes
  /// @throws IOException when it cannot bind
  public static ChatHost open(
      PacketServer<byte[]> at, InstantSource clock, Names names, Journal journal, Audience audience)
      throws IOException {
    ChatHost host = new ChatHost(at, clock, names, journal, audience);
    host.post.start();
    return host;
  }

  private void receive(Datagram packet) {
    ByteBuffer content = ByteBuffer.wrap(packet.bytes());
    boolean _ = tray.put(new Arrival(clock.instant(), (InetSocketAddress) packet.peer(), content));
  }

  private void deliver() {
    while (true) {
      List<Arrival> batch = tray.take();
      if (batch.isEmpty()) return;
      for (Arrival arrival : batch) contained(() -> deliver(arrival));
      contained(() -> {
        journal.flush();
        audience.pause();
      });
    }
  }

  private void deliver(Arrival arrival) {
    InetSocketAddress from = arrival.from();
    byte[] bytes = arrival.content().array();
    Message message = Message.of(arrival.time(), Way.FROM, from, names.of(from), bytes);
    journal.record(message);
    audience.heard(guests.heard(from, arrival.time()), message);
  }

  /// What fails for one message must not make the host deaf to all that follow.
  private static void contained(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, e);
    }
  }

  /// Writes to anybody. Nobody can tell whether it arrives.
  ///
  /// @throws IllegalArgumentException when the text is longer than [#LONGEST] bytes
  /// @throws IOException when the system refuses to send it there
  public void say(InetSocketAddress to, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    server.send(bytes, to);
    journal.record(Message.of(clock.instant(), Way.TO, to, names.of(to), bytes));
    journal.flush();
  }

  /// Who was heard.
  public Guests guests() {
    return guests;
  }

  /// Where it is bound, with the real port.
  public InetSocketAddress address() {
    return (InetSocketAddress) server.address();
  }

  /// Stops listening, delivers what has come, and returns when the audience has it, or after the
  /// time: then the audience is interrupted.
  public void drain(Duration within) {
    if (!drained.compareAndSet(false, true)) return;
    server.suspend(); // not closed yet, so that the last answers can leave
    tray.close();
    try {
      if (!post.join(within)) post.interrupt();
    } catch (InterruptedException _) {
      post.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      server.close();
    }
  }

  @Override
  public void close() {
    drain(Defaults.ABANDON);
  }
}
