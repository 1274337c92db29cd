package dev.usher.services.files;

import java.io.IOException;

/// Something could not be done with a file. The message is one line for a person, and says what to
/// do.
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  private final Trouble trouble;

  /// For this reason.
  public StoreException(Trouble trouble, String message) {
    super(message);
    this.trouble = trouble;
  }

  /// The reason.
  public Trouble trouble() {
    return trouble;
  }
}
