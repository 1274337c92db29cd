package dev.usher.services.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The first frame of each side (N4).
final class Greeting {
  static final Frame.Hello OURS = new Frame.Hello(1, 0);

  private Greeting() {}

  /// Fails unless the other side speaks as we do.
  static void check(@Nullable Frame first) throws IOException {
    switch (first) {
      case Frame.Hello hello when hello.version() == OURS.version() -> {}
      case Frame.Hello hello ->
          throw new IOException(
              "the other side speaks version "
                  + hello.version()
                  + " of the file protocol, this one version "
                  + OURS.version());
      case Frame.No no -> throw new StoreException(no.trouble(), no.text());
      case null -> throw new IOException("the other side ended the connection at once");
      case Frame other -> throw new IOException("the other side does not say hello: " + other);
    }
  }
}
