package dev.usher.testkit.contract;

import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import java.time.Duration;

/// Datagrams over the memory network, which keep all that UDP keeps.
class MemoryPacketsTest extends PacketContract {
  private final MemoryNetwork network = MemoryNetwork.seeded(1);

  @Override
  public Transport transport() {
    return network;
  }

  @Override
  public void pass(Duration time) {
    network.advance(time);
  }
}
