package dev.usher.services.time;

/// A format that [Strftime] refuses. The message says in a few words, below 60 characters, why.
public final class StrftimeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String message;

  StrftimeException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
