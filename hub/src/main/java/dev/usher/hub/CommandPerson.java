package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A person who gives commands: `quit` leaves, an empty line is nothing, and answers are read in
/// whatever encoding they come.
final class CommandPerson implements Person {
  private final Person person;
  private final Detector detector = new Detector();
  private volatile boolean quit;

  CommandPerson(Person person) {
    this.person = person;
  }

  @Override
  public byte @Nullable [] line() throws IOException, Complaint {
    while (true) {
      byte[] line = person.line();
      if (line == null) return null;
      String text = new String(line, UTF_8).strip();
      if (text.equals("quit")) {
        quit = true;
        return null;
      }
      if (!text.isEmpty()) return line;
    }
  }

  @Override
  public void show(byte[] bytes, boolean whole) {
    person.show(detector.utf8(bytes, whole), whole);
  }

  @Override
  public boolean looksAway() {
    return person.looksAway();
  }

  @Override
  public void note(String text) {
    person.note(text);
  }

  @Override
  public void remark(String text) {
    person.remark(text);
  }

  @Override
  public boolean hurries() {
    return quit || person.hurries();
  }

  @Override
  public void close() {
    person.close();
  }
}
