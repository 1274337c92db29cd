package dev.usher.services.time;

import java.util.ArrayList;
import java.util.List;

/// Reads a format: `%[flags][width][E|O]letter`, and text between.
final class StrftimeParser {
  private final String format;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  StrftimeParser(String format) {
    this.format = format;
  }

  List<Step> parse() {
    if (format.indexOf('\0') >= 0) throw new StrftimeException("a format cannot have a NUL");
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      if (end > at) steps.add(new Step.Literal(format.substring(at, end)));
      at = end;
      if (percent >= 0) directive();
    }
    return List.copyOf(steps);
  }

  private void directive() {
    int percent = at++;
    char pad = Style.UNSAID;
    boolean upper = false;
    boolean swap = false;
    for (; "_-0^#".indexOf(peek()) >= 0; at++) {
      switch (peek()) {
        case '^' -> upper = true;
        case '#' -> swap = true;
        default -> pad = peek();
      }
    }
    Style style = new Style(pad, upper, swap, width());
    char modifier = peek() == 'E' || peek() == 'O' ? format.charAt(at++) : Style.UNSAID;
    Directive directive = Directives.find(peek(), modifier);
    steps.add(new Step.Field(directive == null ? echo(percent) : directive, style));
    if (at < format.length()) at++;
  }

  /// The next character; [Style#UNSAID], which is in no format, behind the last.
  private char peek() {
    return at < format.length() ? format.charAt(at) : Style.UNSAID;
  }

  private int width() {
    int width = 0;
    for (; peek() >= '0' && peek() <= '9'; at++) {
      width = 10 * width + (peek() - '0');
      if (width > Strftime.WIDEST) {
        throw new StrftimeException("a width is at most " + Strftime.WIDEST);
      }
    }
    return width;
  }

  /// What is no directive stands for itself, but obeys its own flags; and C looks for its beginning
  /// from behind, so that `%E%` is a percent sign.
  private Directive echo(int percent) {
    int from = peek() == '%' ? at : percent;
    String text = format.substring(from, Math.min(at + 1, format.length()));
    return Directives.echo(text, peek());
  }
}
