package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "192.168.1.6/31, 192.168.1.7, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe80::1, false",
    "::1, ::1, true",
    "::ffff:10.0.0.0/104, 10.1.1.1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
    "'10.0.0.0/8, fd00::/8', fd00::1, true",
    "'10.0.0.0/8,192.168.0.0/16', 192.168.9.9, true",
    "'10.0.0.0/8,192.168.0.0/16', 172.16.0.1, false"
  })
  void anAddressIsInOrOut(String networks, String address, boolean in) throws Exception {
    var peer = new InetSocketAddress(InetAddress.ofLiteral(address), 5);
    assertThat(Cidr.parse(networks).test(peer)).isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "10.0.0.0/8,",
        "10.0.0.0/33",
        "::/129",
        "::ffff:10.0.0.0/95",
        "10/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "localhost",
        "[::1]/128",
        "fe80::1%eth0",
        "1.2.3.4.5",
        "256.1.1.1",
        "10.0.0.0/９"
      })
  void whatIsNoNetworkIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(AddressException.class)
        .message()
        .hasLineCount(1)
        .matches(".*(write one like|needs a prefix).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void whoHasNoIpAddressIsOut(String everybody) throws AddressException {
    assertThat(Cidr.parse(everybody).test(UnixDomainSocketAddress.of("/tmp/x"))).isFalse();
  }

  @Property
  void aPrefixIsComparedBitByBit(
      @ForAll @Size(4) byte[] base,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int bits)
      throws Exception {
    // A neighbour that differs in one bit is as likely as a stranger.
    byte[] near = base.clone();
    int flip = Math.floorMod(other[0], 32);
    near[flip / 8] ^= (byte) (0x80 >> flip % 8);
    Cidr network = Cidr.parse(InetAddress.getByAddress(base).getHostAddress() + "/" + bits);
    for (byte[] address : new byte[][] {base, near, other}) {
      boolean same =
          new BigInteger(1, base)
              .shiftRight(32 - bits)
              .equals(new BigInteger(1, address).shiftRight(32 - bits));
      assertThat(network.contains(InetAddress.getByAddress(address))).isEqualTo(same);
    }
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      assertThat(Cidr.parse(text)).isNotNull();
    } catch (AddressException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
