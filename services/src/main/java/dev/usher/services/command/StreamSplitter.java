package dev.usher.services.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// C2 to C4: lines, and the unterminated rest of a read, since plain programs send no line feed.
final class StreamSplitter implements Splitter {
  /// Bytes of the longest command.
  static final int LONGEST = 64 * 1024;

  /// A shorter rest came in one piece: the kit's first read takes as much, and every network's
  /// packet carries it.
  static final int PIECE = 512;

  private byte[] rest = {};

  @Override
  public List<Order> arrived(byte[] bytes) {
    byte[] all = joined(rest, bytes);
    List<Order> orders = new ArrayList<>();
    int from = 0;
    for (int i = rest.length; i < all.length; i++) {
      if (all[i] != '\n') continue;
      orders.add(order(Arrays.copyOfRange(all, from, i)));
      from = i + 1;
    }
    rest = Arrays.copyOfRange(all, from, all.length);
    if (rest.length > LONGEST) orders.add(rest());
    return orders;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static Order order(byte... line) {
    if (line.length <= LONGEST) return Order.of(line);
    return new Order.Alien("a command has at most " + LONGEST + " bytes");
  }

  /// A long rest may be a piece of what was sent, and one that ends inside a character is.
  @Override
  public boolean expectsMore() {
    return rest.length >= PIECE || Utf8Tail.length(rest) > 0;
  }

  @Override
  public Order rest() {
    byte[] line = rest;
    rest = new byte[0];
    boolean piece = line.length >= PIECE && line.length <= LONGEST;
    return piece ? Order.ofPiece(line) : order(line);
  }

  @Override
  public int room() {
    return Integer.MAX_VALUE;
  }
}
