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
    for (int i = 0; i < count; i++) {
      // Platform threads: there are few, and the JVM of a command that had virtual ones wait for
      // sockets would exit 0.3 s later.
      threads.add(Thread.ofPlatform().name("usher files").daemon().unstarted(() -> work(work)));
    }
    for (Thread each : threads) each.start();
    try {
      for (Thread each : threads) each.join();
    } finally {
      for (Thread each : threads) each.interrupt();
      for (Thread each : threads) each.join();
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

  /// Who connects holds the connection, and may write to it.
  private void work(Work work) {
    try (StreamConnection<Frame> connection = connector.connect()) {
      work.on(connection);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (!failure.compareAndSet(null, e)) return;
      for (Thread each : threads) if (!each.equals(Thread.currentThread())) each.interrupt();
    }
  }
}
