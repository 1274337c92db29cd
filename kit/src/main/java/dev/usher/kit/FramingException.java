package dev.usher.kit;

/// Bytes that can never become a message. The text says what was wrong, without quoting the bytes.
public class FramingException extends Exception {
  private static final long serialVersionUID = 1;

  /// With what is said of it.
  ///
  /// @param message what was wrong, for an operator to read
  public FramingException(String message) {
    super(message);
  }

  /// A message over its limit; nothing of it was stored.
  public static final class TooLong extends FramingException {
    private static final long serialVersionUID = 1;

    /// The limit that was passed, in bytes.
    private final int limit;

    /// With the limit.
    ///
    /// @param limit the limit that was passed, in bytes
    public TooLong(int limit) {
      super("a message is longer than " + limit + " bytes");
      this.limit = limit;
    }

    /// The limit that was passed, in bytes.
    public int limit() {
      return limit;
    }
  }
}
