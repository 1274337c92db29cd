package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.chat.Audience;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A program that chats: its lines are sent as they come, and messages are lines `NAME: TEXT` of
/// its input, or JSON.
final class ClientPipe implements Audience {
  private final Lines in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final Runnable leave;
  private volatile boolean troubled;

  /// @param leave called when there is nobody to read any more
  ClientPipe(InputStream in, PrintStream out, PrintStream err, boolean json, Runnable leave) {
    this.in = new Lines(in, Pipes.LONGEST_LINE);
    this.out = out;
    this.err = err;
    this.json = json;
    this.leave = leave;
  }

  @Override
  public void heard(Guest from, Message message) {
    byte[] line = ((json ? message.json() : plain(message)) + "\n").getBytes(UTF_8);
    out.write(line, 0, line.length);
  }

  private static String plain(Message message) {
    String name = message.name();
    String text = new Legible(UTF_8).text(message.bytes(), true).stripTrailing();
    String who = name == null ? Message.address(message.peer()) : name;
    return who + ": " + text.replace("\n", "\n  "); // so that no text looks like another message
  }

  @Override
  public void pause() {
    if (out.checkError()) leave.run(); // which flushes
  }

  /// Sends the lines until there are no more, or one is `quit`, and gives answers time to come.
  ///
  /// @param first to whom plain lines go at first
  void talk(ChatClient client, Recipients recipients, InetSocketAddress first, Duration patience) {
    InetSocketAddress to = first;
    try {
      for (byte[] line; (line = in.next()) != null; ) {
        InetSocketAddress next = act(new String(line, UTF_8), to, client, recipients);
        if (next == null) return;
        to = next;
      }
      Thread.sleep(patience);
    } catch (IOException e) {
      complain("cannot read the input: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what a line says; to whom the next plain line goes, or null when it was the wish to
  /// leave.
  private @Nullable InetSocketAddress act(
      String line, InetSocketAddress to, ChatClient client, Recipients recipients) {
    try {
      switch (Typed.parse(line)) {
        case Typed.Say(String text) -> {
          if (ChatClient.leaves(text)) return null;
          client.say(to, text);
        }
        case Typed.SayTo(String who, String text) -> client.say(recipients.find(who), text);
        case Typed.To(String who) -> {
          return recipients.find(who);
        }
        case Typed.Quit _ -> {
          return null;
        }
        case Typed.Nothing _ -> {}
        case Typed.Unknown(String command) -> throw unknown(command);
        case Typed.Who _, Typed.Recall _, Typed.Help _ -> throw unknown(line.split(" ", 2)[0]);
      }
    } catch (Complaint e) {
      complain(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      complain("not sent: " + e.getMessage());
    }
    return to;
  }

  private static Complaint unknown(String command) {
    return Complaint.failure(
        command + " is no command of a pipe, only /to and /quit are; // begins a text with /");
  }

  /// Tells something that is not a message.
  void note(String text) {
    err.println("usher: " + text);
  }

  private void complain(String text) {
    troubled = true;
    note(text);
  }

  /// Whether a line could not be sent.
  boolean troubled() {
    return troubled;
  }
}
