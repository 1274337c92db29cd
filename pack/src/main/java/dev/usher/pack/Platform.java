package dev.usher.pack;

import java.util.Locale;

/// The kind of machine that the image runs on, which is the kind that makes it.
///
/// @param name as the archive says it
/// @param debian as Debian calls it
record Platform(String name, String debian) {
  static Platform here() throws Trouble {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String system, String processor) throws Trouble {
    String known = system + " " + processor;
    return switch (known.toLowerCase(Locale.ROOT)) {
      case "linux amd64" -> new Platform("linux-x64", "amd64");
      case "linux aarch64" -> new Platform("linux-arm64", "arm64");
      default ->
          throw new Trouble(
              "packs for the kind of machine it runs on, and that is "
                  + known
                  + "; run it on Linux, x64 or arm64");
    };
  }
}
