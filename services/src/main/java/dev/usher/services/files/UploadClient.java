package dev.usher.services.files;

import dev.usher.kit.Client;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import dev.usher.services.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client of the upload dialect (docs/protocols/upload.md), whoever's server it is. Safe for
/// several threads.
public final class UploadClient {
  /// How long a server may take over what it was sent, at the end.
  private static final Duration END = Duration.ofSeconds(10);

  private final Address server;

  /// Of this server, which is not asked yet.
  ///
  /// @param server a TCP or Unix address
  public UploadClient(Address server) {
    this.server = server;
  }

  /// Sends files, one after the other, under the last of their names. Events come on this thread.
  ///
  /// The dialect has no answers: that a file was sent does not say that it was kept, and there is
  /// no [TransferEvent.Stored]. It is sent when as much of it was moved as it has bytes. Its name
  /// and content are known to be right at the other side only where that says so.
  ///
  /// @param message goes with each file; empty for none
  /// @return once the server has ended its side, and so has read all (U7), or 10 s have passed
  /// @throws IllegalArgumentException when the message does not fit a header
  /// @throws IOException when the server cannot be reached, or is lost; what it has not read whole
  ///   it will not keep
  /// @throws InterruptedException when it was interrupted, between two pieces
  public TransferSummary put(List<Path> sources, String message, Consumer<TransferEvent> events)
      throws IOException, InterruptedException {
    UploadReport report = new UploadReport(events);
    List<UploadSource> files = new ArrayList<>();
    long bytes = 0;
    for (Path each : sources) {
      UploadSource file = UploadSource.of(each, files.size());
      file.head(message); // to know that it fits before anything is sent
      files.add(file);
      bytes += file.file().size();
    }
    report.tell(new TransferEvent.Found(files.size(), bytes, true));
    @Nullable StreamConnection<byte[]> connection = null;
    try {
      for (UploadSource each : files) {
        if (connection == null) connection = connect();
        if (each.send(connection, message, report)) continue;
        connection.close(); // in the middle of a file, which is what tells that it will not come
        connection = null;
      }
      if (connection != null) end(connection);
    } catch (EndedException e) {
      throw new IOException(server + " was lost: " + e.getMessage(), e);
    } finally {
      if (connection != null) connection.close();
    }
    return report.summary();
  }

  private StreamConnection<byte[]> connect() throws IOException {
    return Client.at(server.remote()).deadlines(d -> d.write(d.idle()).idle(END)).connect();
  }

  /// Some servers answer, against the rules: what they say is passed over.
  private static void end(StreamConnection<byte[]> connection) {
    connection.endSending();
    try {
      while (connection.receive() != null) {}
    } catch (EndedException e) {
      if (!(e.ended() instanceof Ended.Idle)) throw e;
    }
  }
}
