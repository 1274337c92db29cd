package dev.usher.testkit;

import dev.usher.kit.Running;
import dev.usher.kit.Transport;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/// A conversation as text, to be played against a server.
///
/// ```java
/// Transcript.of("""
///     | an echo that shouts
///     > hello
///     < HELLO
///     > [half-close]
///     < [end]
///     """).play(running);
/// ```
///
/// `> text` is a line that the client sends and `< text` a line that must come back, each with a
/// line feed on the wire; `| text` is a comment. `> [half-close]` ends the client's side, `>
/// [close]` the connection, and `< [end]` says that the server ends its side and sends nothing
/// before it. Whatever comes after the last line is not looked at.
///
/// Bytes are written as `\r`, `\n`, `\t`, `\\`, `\[` and `\x00` (in a Java text block with two
/// backslashes). A line that ends with `\c` has no line feed: that is how to send part of a line,
/// or binary bytes.
///
/// With [#udp], each line is a datagram of its own, without a line feed; `>` alone is the empty
/// one.
///
/// A transcript is an immutable value, and may be played often and by several threads.
public final class Transcript {
  private final String text;
  private final List<TranscriptLine> lines;
  private final boolean datagrams;
  private final Transport transport;
  private final Duration patience;

  private Transcript(String text, boolean datagrams, Transport transport, Duration patience) {
    this.text = text;
    this.lines = TranscriptLine.parse(text, datagrams ? "" : "\\n");
    this.datagrams = datagrams;
    this.transport = transport;
    this.patience = patience;
  }

  /// A conversation over a stream, on the `nio` transport, that waits for at most 30 seconds at
  /// each line.
  ///
  /// @throws IllegalArgumentException when a line is none of those above
  public static Transcript of(String text) {
    return new Transcript(text, false, Transport.nio(), Duration.ofSeconds(30));
  }

  /// The same with each line a datagram.
  public Transcript udp() {
    return new Transcript(text, true, transport, patience);
  }

  /// The same on another transport.
  public Transcript on(Transport transport) {
    return new Transcript(text, datagrams, transport, patience);
  }

  /// The same with another bound, in real time, on the wait at each line. To connect and to close
  /// there are 30 seconds, whatever the bound.
  public Transcript within(Duration patience) {
    return new Transcript(text, datagrams, transport, patience);
  }

  /// Plays it against a server's first address.
  ///
  /// @throws AssertionError at the first line that does not hold; the message shows the
  ///   conversation up to there
  public void play(Running server) {
    play(server.address());
  }

  /// Plays it against a TCP or Unix address, or with [#udp] against a UDP address; on
  /// [Transport#linux], also against that of a Unix datagram server.
  ///
  /// @throws AssertionError at the first line that does not hold; the message shows the
  ///   conversation up to there
  public void play(SocketAddress server) {
    try (Talk talk = Talk.with(server, transport, datagrams, patience)) {
      for (int i = 0; i < lines.size(); i++) {
        try {
          play(lines.get(i), talk);
        } catch (Talk.Wrong e) {
          throw new AssertionError(story(i, e.what(), server), e.getCause());
        }
      }
    } catch (Talk.Wrong e) {
      throw new AssertionError(server + ": " + e.what(), e.getCause());
    }
  }

  private static void play(TranscriptLine line, Talk talk) throws Talk.Wrong {
    switch (line) {
      case TranscriptLine.Say say -> talk.say(say.bytes());
      case TranscriptLine.Hear hear -> talk.hear(hear.bytes());
      case TranscriptLine.HalfClose _ -> talk.halfClose();
      case TranscriptLine.End _ -> talk.end();
      case TranscriptLine.Close _ -> talk.close();
      case TranscriptLine.Comment _ -> {}
    }
  }

  private String story(int wrong, String what, SocketAddress server) {
    StringBuilder out = new StringBuilder("the conversation with " + server + " went wrong:\n");
    for (int i = 0; i <= wrong; i++) {
      out.append(i < wrong ? "    " : "  → ").append(lines.get(i).source()).append('\n');
    }
    return out.append("  but ").append(what).toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
