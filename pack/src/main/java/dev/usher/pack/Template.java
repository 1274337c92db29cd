package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with gaps, written `@NAME@`.
final class Template {
  private static final Pattern GAP = Pattern.compile("@([A-Z]+)@");

  private Template() {}

  /// @throws Trouble when there is a gap that nothing fills
  static String fill(String text, Map<String, String> values) throws Trouble {
    Matcher gaps = GAP.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (gaps.find()) {
      String value = values.get(gaps.group(1));
      if (value == null) throw new Trouble("nothing fills " + gaps.group() + " in a template");
      gaps.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return gaps.appendTail(filled).toString();
  }

  static void copy(Path template, Path to, Map<String, String> values) throws IOException, Trouble {
    Files.createDirectories(to.getParent());
    Files.writeString(to, fill(Files.readString(template), values));
  }
}
