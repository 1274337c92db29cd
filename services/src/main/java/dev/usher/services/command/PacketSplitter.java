package dev.usher.services.command;

import dev.usher.kit.PacketFraming;
import java.util.List;

/// C1: a datagram is a command.
final class PacketSplitter implements Splitter {
  @Override
  public List<Order> arrived(byte[] bytes) {
    return List.of(Order.of(bytes));
  }

  @Override
  public boolean expectsMore() {
    return false;
  }

  @Override
  public Order rest() {
    return new Order.Nothing();
  }

  @Override
  public int room() {
    return PacketFraming.LARGEST;
  }
}
