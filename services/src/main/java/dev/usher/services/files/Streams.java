package dev.usher.services.files;

import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Connections that do one piece of work together, each on a thread of its own. The first that
/// fails ends the others.
final class Streams {
  private final Connector connector;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();

  Streams(Connector connector) {
    this.connector = connector;
  }

  /// Opens a connection.
  @FunctionalInterface
  interface Connector {
    StreamConnection<Frame> connect() throws IOException;
  }

  /// What each stream does.
  @FunctionalInterface
  interface Work {
    void on(StreamConnection<Frame> connection) throws IOException, InterruptedException;
  }

  /// Does it and waits.
  void run(int count, Work work) throws IOException, InterruptedException {
    List<StreamConnection<Frame>> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) open.add(connector.connect());
      for (StreamConnection<Frame> each : open) {
        threads.add(Thread.ofVirtual().name("usher files").start(() -> work(each, work)));
      }
      for (Thread each : threads) each.join();
    } finally {
      for (Thread each : threads) each.interrupt();
      for (Thread each : threads) each.join();
      for (StreamConnection<Frame> each : open) each.close();
    }
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case EndedException e -> throw new IOException("the hub was lost: " + e.getMessage(), e);
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IOException(e);
    }
  }

  private void work(StreamConnection<Frame> connection, Work work) {
    try (connection) {
      work.on(connection);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (!failure.compareAndSet(null, e)) return;
      for (Thread each : threads) if (!each.equals(Thread.currentThread())) each.interrupt();
    }
  }
}
