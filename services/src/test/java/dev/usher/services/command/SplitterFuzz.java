package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class SplitterFuzz {
  /// The first byte says how long the pieces are.
  @FuzzTest(maxDuration = "1m")
  void linesAreTheSameHoweverTheyAreCut(byte[] input) {
    if (input.length == 0) return;
    byte[] text = Arrays.copyOfRange(input, 1, input.length);
    List<Order> whole = orders(text, Math.max(1, text.length));
    assertThat(orders(text, 1 + (input[0] & 0xff))).isEqualTo(whole);
    for (Order order : whole) check(order, text);
  }

  private static List<Order> orders(byte[] text, int piece) {
    var splitter = new StreamSplitter();
    List<Order> orders = new ArrayList<>();
    for (int at = 0; at < text.length; at += piece) {
      int end = Math.min(text.length, at + piece);
      orders.addAll(splitter.arrived(Arrays.copyOfRange(text, at, end)));
    }
    orders.add(splitter.rest());
    assertThat(splitter.expectsMore()).isFalse();
    return orders;
  }

  @FuzzTest(maxDuration = "1m")
  void anyDatagramIsOneOrder(byte[] input) {
    var splitter = new PacketSplitter();
    List<Order> orders = splitter.arrived(input);
    assertThat(orders).hasSize(1);
    assertThat(splitter.rest()).isEqualTo(new Order.Nothing());
    check(orders.getFirst(), input);
  }

  /// What runs is a part of what came, and holds nothing that a terminal or a log would obey.
  private static void check(Order order, byte[] input) {
    switch (order) {
      case Order.Run(String text) -> {
        assertThat(new String(input, UTF_8)).contains(text);
        assertThat(text).isNotBlank().doesNotContain("\0", "\u001b");
      }
      case Order.Nothing() -> {}
      case Order.Refused(String why) -> assertThat(why).isNotBlank();
      case Order.Alien(String why) -> assertThat(why).isNotBlank();
    }
  }
}
