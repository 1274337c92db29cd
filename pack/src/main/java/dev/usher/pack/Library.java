package dev.usher.pack;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A jar of the hub, ours or another's.
///
/// @param published the file that Maven has, whose hash others know
record Library(String group, String name, String version, Path published) {
  /// As `dependency:list` writes it: `group:name:jar:version:scope:file -- module name`.
  private static final Pattern LISTED =
      Pattern.compile("\\s*([^:]+):([^:]+):jar:([^:]+):[^:]+:(.+?)( -- module .*)?\\s*");

  static boolean isListed(String line) {
    return LISTED.matcher(line).matches();
  }

  static Library listed(String line) {
    Matcher parts = LISTED.matcher(line);
    if (!parts.matches()) throw new IllegalArgumentException(line);
    return new Library(part(parts, 1), part(parts, 2), part(parts, 3), Path.of(part(parts, 4)));
  }

  private static String part(Matcher parts, int group) {
    return Objects.requireNonNull(parts.group(group));
  }

  String file() {
    return name + "-" + version + ".jar";
  }

  boolean isOurs() {
    return group.equals("dev.usher");
  }

  /// The package URL, by which lists of weaknesses name it.
  String purl() {
    return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
  }
}
