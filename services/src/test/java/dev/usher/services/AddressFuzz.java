package dev.usher.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class AddressFuzz {
  private static final List<Address> DEFAULTS =
      List.of(Address.tcp("127.0.0.1", 7007), Address.udp("127.0.0.1", 7007));

  @FuzzTest(maxDuration = "1m")
  void anyTextIsAnAddressOrRefused(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      for (Address address : Address.parse(text, DEFAULTS)) {
        assertThat(address.port()).isBetween(0, 65_535);
        assertThat(address.toString()).startsWith(address.scheme().prefix());
        assertThat(Address.parse(address.withOptions(), DEFAULTS)).containsExactly(address);
      }
    } catch (AddressException e) {
      assertThat(e).hasMessageContaining(text);
    }
  }
}
