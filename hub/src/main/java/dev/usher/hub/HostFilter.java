package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.chat.Audience;
import dev.usher.services.chat.ChatHost;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/// A host without a terminal: each message is a JSON line of the output, each line of the input
/// `@address text` an answer. A program that does not read makes the messages wait, and loses none
/// of those that the system still takes in (rule H8).
final class HostFilter implements Audience {
  private static final int QUOTED = 60;

  private final Lines in;
  private final PrintStream out;
  private final PrintStream err;
  private final Runnable leave;
  private volatile boolean troubled;

  /// @param leave called when there is nobody to read or to answer any more
  HostFilter(InputStream in, PrintStream out, PrintStream err, Runnable leave) {
    this.in = new Lines(in, Pipes.LONGEST_LINE);
    this.out = out;
    this.err = err;
    this.leave = leave;
  }

  @Override
  public void heard(Guest from, Message message) {
    byte[] line = (message.json() + "\n").getBytes(UTF_8);
    out.write(line, 0, line.length);
  }

  @Override
  public void pause() {
    if (out.checkError()) { // which flushes
      complain("nobody reads the messages any more");
      leave.run();
    }
  }

  /// Sends the answers until there are no more.
  void answer(ChatHost host, Recipients recipients) {
    try {
      for (byte[] line; (line = in.next()) != null; )
        answer(new String(line, UTF_8), host, recipients);
    } catch (IOException e) {
      complain("cannot read the answers: " + e.getMessage());
    }
    leave.run();
  }

  private void answer(String line, ChatHost host, Recipients recipients) {
    try {
      if (!(Typed.parse(line) instanceof Typed.SayTo(String who, String text))) {
        throw Complaint.failure("an answer is a line \"@ADDRESS TEXT\", not " + quoted(line));
      }
      host.say(recipients.find(who), text);
    } catch (Complaint e) {
      complain(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      complain("cannot send " + quoted(line) + ": " + e.getMessage());
    }
  }

  private static String quoted(String line) {
    String legible = new Legible(UTF_8).text(line.getBytes(UTF_8), true);
    return "\"" + (legible.length() > QUOTED ? legible.substring(0, QUOTED) + "…" : legible) + "\"";
  }

  private void complain(String what) {
    troubled = true;
    err.println("usher: " + what);
  }

  /// Whether not everything went as it should.
  boolean troubled() {
    return troubled;
  }
}
