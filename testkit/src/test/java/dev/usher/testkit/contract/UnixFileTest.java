package dev.usher.testkit.contract;

import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.nio.file.Path;

/// The file of a Unix socket for streams.
class UnixFileTest extends UnixFileContract {
  @Override
  Running shouting(Path file) throws IOException {
    return Server.unix(file).framing(StreamFraming.lines()).start(Venue.SHOUTING);
  }

  @Override
  Transcript shouted() {
    return Transcript.of("> hello\n< HELLO\n");
  }
}
