package dev.usher.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What is asked for.
///
/// @param home the source tree
/// @param modules the options for modules that the launcher gives to Java
/// @param out where the files go
/// @param fast whether to compress little
/// @param cache an ahead-of-time cache to take instead of training one
record Request(Path home, List<String> modules, Path out, boolean fast, Optional<Path> cache) {
  static final String HELP =
      """
      Usage: ./usher pack [--out DIR] [--fast] [--cache FILE]
      Makes of this source tree what runs on a Linux machine without Java: an archive to unpack
      anywhere, and a Debian package.

            --out=DIR      Where they go, instead of target/pack.
            --fast         Compresses little: in a fifth of the time, a fifth larger.
            --cache=FILE   Takes this ahead-of-time cache instead of training one: with the cache
                             of an earlier pack of the same sources, the same bytes come out.
        -h, --help         Shows this.

      SOURCE_DATE_EPOCH, in seconds, is the time that the files inside carry; without it, the time
      of the last commit.

      Examples:
        ./usher pack
        ./usher pack --out /media/usb
      """;

  /// @throws Trouble for an option that is not known, or lacks its value
  static Request of(Path home, String modules, String... arguments) throws Trouble {
    Path out = home.resolve("target", "pack");
    boolean fast = false;
    Optional<Path> cache = Optional.empty();
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      int equals = word.indexOf('=');
      String option = equals < 0 ? word : word.substring(0, equals);
      switch (option) {
        case "--out" -> out = Path.of(value(word, equals, words));
        case "--cache" -> cache = Optional.of(existing(value(word, equals, words)));
        case "--fast" -> fast = true;
        default -> throw new Trouble("what is '" + word + "'? see usher pack --help");
      }
    }
    return new Request(home, List.of(modules.split(" ")), out, fast, cache);
  }

  static boolean wantsHelp(String... arguments) {
    return Arrays.stream(arguments).anyMatch(a -> a.equals("--help") || a.equals("-h"));
  }

  private static Path existing(String file) throws Trouble {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) throw new Trouble("there is no file " + file);
    return path;
  }

  private static String value(String word, int equals, Iterator<String> rest) throws Trouble {
    String value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
    if (value.isEmpty()) throw new Trouble(word + " needs a value; see usher pack --help");
    return value;
  }
}
