package dev.usher.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A way to move files over loopback: shell command lines of its server and its client.
///
/// @param needs programs without which it is left out
record Mover(String name, Way way, String server, String client, List<String> needs) {
  static final int PORT = 17_021;

  /// From where to where, in a [Scratch].
  enum Way {
    /// `in` to `out`, by a server that ends with its only client.
    ONCE,
    /// `in` to `out`.
    PLAIN,
    /// `in` to the hub.
    PUT,
    /// The hub to `out`.
    GET
  }

  boolean possible() {
    return needs.stream().allMatch(Mover::there);
  }

  private static boolean there(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
    for (String folder : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) return true;
    }
    System.err.println("left out what needs " + program + ": it is not installed");
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
