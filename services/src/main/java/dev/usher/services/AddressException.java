package dev.usher.services;

/// A text is not the address, network or option that it should be. The message is one line for the
/// person who wrote it: what is wrong and what to write instead.
public final class AddressException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  /// With such a message.
  public AddressException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
