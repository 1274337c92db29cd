package dev.usher.hub;

import dev.usher.services.Doorway;
import dev.usher.services.chat.Audience;
import dev.usher.services.chat.ChatHost;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Guests;
import dev.usher.services.chat.Journal;
import dev.usher.services.chat.Message;
import dev.usher.services.chat.Names;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One who writes to others and hears them, from a socket that strangers can write to as well, or
/// from one for each whom they write to.
final class ChatClient implements Audience, AutoCloseable {
  private final Audience audience;
  private final Consumer<String> notes;
  private final Silence silence;
  private final Names names;
  private final @Nullable ChatHost host;
  private final Post post;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();

  /// @param at where to listen, if strangers may write
  /// @param audience told what comes
  /// @param notes told, on any thread, who is silent or cannot be reached
  /// @throws Complaint when it cannot listen there
  ChatClient(
      @Nullable Doorway at,
      Names names,
      Duration patience,
      Audience audience,
      Consumer<String> notes)
      throws Complaint {
    this.names = names;
    this.audience = audience;
    this.notes = notes;
    silence =
        new Silence(
            patience,
            who ->
                notes.accept(
                    "no answer from "
                        + called(who)
                        + " within "
                        + Durations.text(patience)
                        + "; over UDP nobody can tell whether somebody is there"));
    host = at == null ? null : Host.open(at, names, Journal.none(), this);
    post = host == null ? new ConnectedPost(names, this, this::troubled) : new HostPost(host);
  }

  private record HostPost(ChatHost host) implements Post {
    @Override
    public void say(InetSocketAddress to, String text) throws IOException {
      host.say(to, text);
    }

    @Override
    public void close() {
      host.close();
    }
  }

  /// Whether a plain line is the wish to leave.
  static boolean leaves(String line) {
    return line.strip().equals("quit");
  }

  /// Who has written, when anybody may.
  @Nullable Guests guests() {
    return host == null ? null : host.guests();
  }

  /// Where it listens; null when it does not.
  @Nullable String where() {
    return host == null ? null : Host.where(host);
  }

  void say(InetSocketAddress to, String text) throws IOException {
    silence.said(to);
    post.say(to, text);
    sent.incrementAndGet();
  }

  @Override
  public void heard(Guest from, Message message) {
    heard.incrementAndGet();
    silence.over(from.address());
    audience.heard(from, message);
  }

  @Override
  public void pause() {
    audience.pause();
  }

  private void troubled(InetSocketAddress who, String why) {
    silence.over(who);
    notes.accept(why + "; " + called(who) + " has not got it");
  }

  private String called(InetSocketAddress who) {
    String name = names.of(who);
    return name == null ? Message.address(who) : name;
  }

  /// Whether something was sent, and nothing at all came back.
  boolean unheard() {
    return sent.get() > 0 && heard.get() == 0;
  }

  @Override
  public void close() {
    post.close();
  }
}
