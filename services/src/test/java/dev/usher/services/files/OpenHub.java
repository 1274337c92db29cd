package dev.usher.services.files;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Service;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The door `files.native`, open, and the store behind it.
final class OpenHub implements AutoCloseable {
  private final Service service;
  private final Running running;
  private final List<ServerEvent> failures = new CopyOnWriteArrayList<>();
  private final Semaphore ended = new Semaphore(0);

  OpenHub(Path data, String address) throws IOException, AddressException {
    this(data, address, StoreLimits.DEFAULT);
  }

  OpenHub(Path data, String address, StoreLimits limits) throws IOException, AddressException {
    service = FileService.create(data, limits);
    Door door = service.doors().getFirst();
    Address at = Address.parse(address, door.addresses()).getFirst();
    running = door.open(new Doorway(at, Set.of(), this::note));
  }

  private void note(ServerEvent event) {
    if (event instanceof ServerEvent.Failed) failures.add(event);
    if (event instanceof ServerEvent.Closed) ended.release();
  }

  /// Waits for the end of one more conversation.
  void awaitEnd() throws InterruptedException {
    if (!ended.tryAcquire(60, TimeUnit.SECONDS)) throw new AssertionError("it does not end");
  }

  /// What the server tells as failed.
  List<ServerEvent> failures() {
    return List.copyOf(failures);
  }

  Running running() {
    return running;
  }

  int port() {
    return running.port();
  }

  SocketAddress address() {
    return running.address();
  }

  @Override
  public void close() throws IOException {
    running.close();
    service.close();
  }
}
