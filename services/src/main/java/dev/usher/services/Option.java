package dev.usher.services;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a door or a service can be told, as `zone` of `time.text`: written behind an
/// address, as in `?zone=UTC`, or in a file of settings.
///
/// @param name small letters with hyphens between them
/// @param kind what a value looks like where values have types
/// @param usual what holds when nobody says it: a value as it would be written, or words
/// @param fixed whether `usual` is a value, and not words such as "this machine's"
/// @param reading what a value means
public record Option<T>(
    String name, Kind kind, String usual, boolean fixed, Reading<? extends T> reading) {
  /// What a value looks like.
  public enum Kind {
    /// A word or a sentence.
    TEXT,
    /// A number, whole or not.
    NUMBER,
    /// True or false.
    FLAG,
    /// Several texts; in one text with commas between them.
    LIST
  }

  /// What a text means.
  @FunctionalInterface
  public interface Reading<T> {
    /// The value.
    ///
    /// @throws AddressException when it is none, with what one looks like, and the option's name
    T of(String text) throws AddressException;
  }

  /// With a usual value.
  public static <T> Option<T> of(String name, Kind kind, String usual, Reading<T> reading) {
    return new Option<>(name, kind, usual, true, reading);
  }

  /// Where what is usual is no one value.
  ///
  /// @param words that say what it is
  public static <T> Option<T> open(String name, Kind kind, String words, Reading<T> reading) {
    return new Option<>(name, kind, words, false, reading);
  }

  /// A whole number.
  public static Option<Integer> whole(String name, int usual, int least, int most) {
    return of(name, Kind.NUMBER, "" + usual, text -> Quantity.whole(name, text, least, most));
  }

  /// A number of bytes like `64k`, `16M`, `500G` or `2T`, by steps of 1,024.
  public static Option<Long> bytes(String name, String usual, long least, long most) {
    return of(name, Kind.TEXT, usual, text -> Quantity.bytes(name, text, least, most));
  }

  /// A time like `500ms`, `30s`, `5m`, `2h` or `7d`, more than none.
  public static Option<Duration> time(String name, String usual) {
    return of(name, Kind.TEXT, usual, text -> Quantity.time(name, text));
  }

  /// True or false.
  public static Option<Boolean> flag(String name, boolean usual) {
    return of(name, Kind.FLAG, "" + usual, text -> Quantity.flag(name, text));
  }

  /// One of a few words.
  ///
  /// @param words what each means, in the order in which they are told
  public static <T> Reading<T> word(String name, List<Map.Entry<String, T>> words) {
    return text -> {
      for (Map.Entry<String, T> each : words)
        if (each.getKey().equals(text)) return each.getValue();
      List<String> known = words.stream().map(Map.Entry::getKey).toList();
      throw new AddressException(
          name
              + "="
              + text
              + " is not "
              + String.join(", ", known.subList(0, known.size() - 1))
              + " or "
              + known.getLast());
    };
  }

  /// What a text means.
  public T read(String text) throws AddressException {
    return reading.of(text);
  }

  /// What these options say of it; null when they say nothing.
  ///
  /// @param options texts by name
  public @Nullable T said(Map<String, String> options) throws AddressException {
    String text = options.get(name);
    return text == null ? null : read(text);
  }

  /// What these options say of it, or what is usual, which must be a value.
  public T in(Map<String, String> options) throws AddressException {
    return read(options.getOrDefault(name, usual));
  }
}
