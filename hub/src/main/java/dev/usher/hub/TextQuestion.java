package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketFraming;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A question to a `time.text` door over UDP: a format goes, text comes.
final class TextQuestion {
  private static final int TRIES = 3; // datagrams get lost

  private TextQuestion() {}

  /// @param patience for each try
  /// @throws Complaint when nobody answers
  static String ask(Asked asked, String format, Duration patience) throws Complaint {
    if (asked.servers().size() > 1) {
      throw Complaint.usage("--text asks one door; these are several: " + asked.all());
    }
    byte[] question = format.getBytes(UTF_8);
    if (question.length > PacketFraming.LARGEST) {
      throw Complaint.usage("the format is too long for a datagram");
    }
    InetSocketAddress door = asked.servers().getFirst();
    if (door.isUnresolved()) {
      throw Complaint.failure("no machine called \"" + door.getHostString() + "\" is known");
    }
    for (int tries = 0; tries < TRIES; tries++) {
      String answer = askOnce(door, question, patience, asked.all());
      if (answer != null) return answer;
    }
    throw Complaint.failure(
        "no answer from "
            + asked.all()
            + " to "
            + TRIES
            + " questions; is a time.text door open there?");
  }

  /// The answer; null when none comes in time.
  private static @Nullable String askOnce(
      InetSocketAddress door, byte[] question, Duration patience, String name) throws Complaint {
    try (Connection<byte[]> connection =
        Client.udp(door).deadlines(d -> d.idle(patience)).connect()) {
      connection.send(question);
      byte[] answer = connection.receive();
      return answer == null ? null : new String(answer, UTF_8);
    } catch (EndedException e) {
      if (e.ended() instanceof Ended.Idle) return null;
      throw Complaint.failure(
          e.ended() instanceof Ended.Lost(PortUnreachableException _)
              ? "nobody listens at " + name + "; usher serve opens a time.text door"
              : "cannot ask " + name + ": " + e.getMessage());
    } catch (IOException e) {
      throw Complaint.failure("cannot ask " + name + ": " + e.getMessage());
    }
  }
}
