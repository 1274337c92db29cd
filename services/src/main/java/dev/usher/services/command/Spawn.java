package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Starts a shell in a session of its own, marked, with nothing to read.
final class Spawn {
  private static final List<String> OWN_SESSION = ownSession();

  /// How Java writes the words of a command line: under `LC_ALL=C` it knows ASCII only.
  private static final boolean WRITES_UTF_8 =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(UTF_8);

  /// Who starts something at this moment: forking is work for a processor, and hundreds of threads
  /// that fork at once would keep everybody else of the hub from theirs.
  private static final Semaphore PLACES =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  private Spawn() {}

  static Process start(String text, String tag) throws IOException {
    List<String> words = new ArrayList<>(OWN_SESSION);
    words.addAll(List.of(Shell.PATH.toString(), "-c", WRITES_UTF_8 ? text : inAscii(text)));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put(Tag.VARIABLE, tag);
    builder.redirectInput(new File("/dev/null"));
    PLACES.acquireUninterruptibly();
    try {
      return builder.start();
    } finally {
      PLACES.release();
    }
  }

  /// The same command in letters that every locale has: the shell itself puts the bytes together.
  static String inAscii(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) return text;
    StringBuilder octal = new StringBuilder("eval \"$(printf '");
    for (byte b : text.getBytes(UTF_8)) octal.append("\\%03o".formatted(b & 0xff));
    return octal.append("')\"").toString();
  }

  /// Linux has `setsid`, macOS a perl; both become the shell, whose process id stays the same.
  private static List<String> ownSession() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path setsid = Path.of(folder, "setsid");
      if (setsid.isAbsolute() && Files.isExecutable(setsid)) return List.of(setsid.toString());
    }
    Path perl = Path.of("/usr/bin/perl");
    if (!Files.isExecutable(perl)) return List.of();
    return List.of(perl.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
  }
}
