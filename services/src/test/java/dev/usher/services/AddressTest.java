package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  private static final List<Address> DEFAULTS =
      List.of(Address.tcp("127.0.0.1", 7007), Address.udp("127.0.0.1", 7008));

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:80, tcp://127.0.0.1:80",
    "udp://[::1]:0, udp://[::1]:0",
    "tcp://[fe80::1%eth0]:65535, tcp://[fe80::1%eth0]:65535",
    "tcp://a-b.example_1, tcp://a-b.example_1:7007",
    "udp://localhost, udp://localhost:7008",
    "tcp://[::], tcp://[::]:7007",
    "unix:/tmp/a b:c.sock, unix:/tmp/a b:c.sock",
    "unix:relative, unix:relative"
  })
  void aSchemeMeansOneAddress(String text, String meaning) throws AddressException {
    assertThat(Address.parse(text, DEFAULTS))
        .extracting(Address::toString)
        .containsExactly(meaning);
  }

  @Test
  void withoutASchemeItMeansEachOfTheDefaults() throws AddressException {
    assertThat(Address.parse("0.0.0.0", DEFAULTS))
        .containsExactly(Address.tcp("0.0.0.0", 7007), Address.udp("0.0.0.0", 7008));
    assertThat(Address.parse("[::1]:9", DEFAULTS))
        .containsExactly(Address.tcp("::1", 9), Address.udp("::1", 9));
  }

  @Test
  void optionsStandBehindAQuestionMark() throws AddressException {
    Address address =
        Address.parse("udp://h:1?zone=Asia/Shanghai&from=10.0.0.0/8,::1&x=%26%C3%A4=", DEFAULTS)
            .getFirst();
    assertThat(address.options())
        .containsExactly(
            Map.entry("zone", "Asia/Shanghai"),
            Map.entry("from", "10.0.0.0/8,::1"),
            Map.entry("x", "&ä="));
    assertThat(address).hasToString("udp://h:1");
    assertThat(address.withOptions())
        .isEqualTo("udp://h:1?zone=Asia/Shanghai&from=10.0.0.0/8,::1&x=%26ä=");
    assertThat(Address.parse(address.withOptions(), DEFAULTS)).containsExactly(address);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:1, 'must begin with tcp://, udp:// or unix:'",
    "'', lacks a host",
    "tcp://, lacks a host",
    ":80, lacks a host",
    "8080, 'as in 127.0.0.1:8080'",
    "::1, IPv6 stands in brackets",
    "tcp://::1:80, IPv6 stands in brackets",
    "[::1, closing bracket",
    "[::1]80, without a colon",
    "[], no IPv6 address",
    "[1.2.3.4]:5, no IPv6 address",
    "[fe80::zz]:1, no IPv6 address",
    "h:, 0 to 65535",
    "h:65536, 0 to 65535",
    "h:-1, 0 to 65535",
    "h:080000, 0 to 65535",
    "h:１, 0 to 65535",
    "h/x, characters",
    "user@h:1, characters",
    "'h h', characters",
    "unix:, lacks the path",
    "h?, written ?name=value",
    "h?from, written ?name=value",
    "h?=x, written ?name=value",
    "h?a=1&a=2, twice",
    "h?a=%4, hexadecimal",
    "h?a=%zz, hexadecimal"
  })
  void whatIsWrongIsSaidInOneLine(String text, String complaint) {
    assertThatThrownBy(() -> Address.parse(text, DEFAULTS))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining("\"" + text + "\"")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aSocketPathThatNoSystemTakesIsRefused() {
    assertThatThrownBy(() -> Address.parse("unix:/" + "x".repeat(100), DEFAULTS))
        .hasMessageContaining("101 bytes");
  }

  @Test
  void onlyLoopbackAndUnixSocketsAreLocal() {
    assertThat(Address.tcp("127.0.0.1", 1).local()).isTrue();
    assertThat(Address.tcp("::1", 1).local()).isTrue();
    assertThat(new Address(Scheme.UNIX, "/tmp/x", 0, Map.of()).local()).isTrue();
    assertThat(Address.udp("0.0.0.0", 1).local()).isFalse();
    assertThat(Address.udp("::", 1).local()).isFalse();
    assertThat(Address.udp("192.0.2.1", 1).local()).isFalse();
  }

  @Test
  void aBoundSocketIsWrittenAsItsAddress() {
    assertThat(Address.bound(Scheme.TCP, UnixDomainSocketAddress.of("/a"))).hasToString("unix:/a");
    assertThat(Address.bound(Scheme.UDP, new InetSocketAddress("::1", 7)))
        .hasToString("udp://[::1]:7");
    assertThat(Address.bound(Scheme.TCP, new InetSocketAddress("2001:db8:0:0:1:0:0:0", 7)))
        .hasToString("tcp://[2001:db8:0:0:1::]:7");
    assertThat(Address.bound(Scheme.TCP, new InetSocketAddress("1:0:2:3:4:5:6:7", 7)))
        .hasToString("tcp://[1:0:2:3:4:5:6:7]:7");
  }

  @Property
  void whateverIsWrittenCanBeRead(
      @ForAll @Size(16) byte[] ip, @ForAll @IntRange(max = 65_535) int port) throws Exception {
    InetAddress address = InetAddress.getByAddress(ip);
    Address bound = Address.bound(Scheme.TCP, new InetSocketAddress(address, port));
    Address read = Address.parse(bound.toString(), DEFAULTS).getFirst();
    assertThat(read).isEqualTo(bound);
    assertThat(read.socket()).isEqualTo(new InetSocketAddress(address, port));
  }

  @Property
  void anyTextIsReadOrRefusedInOneLine(@ForAll String text) {
    try {
      assertThat(Address.parse(text, DEFAULTS)).isNotEmpty();
    } catch (AddressException e) {
      assertThat(e.getMessage()).contains(text);
    }
  }

  @Property
  void zerosAnywhereAreShortenedToTheSameAddress(@ForAll @IntRange(max = 255) int zeros)
      throws UnknownHostException {
    byte[] ip = new byte[16];
    for (int i = 0; i < 8; i++) if (((zeros >> i) & 1) == 0) ip[2 * i] = 1;
    InetAddress address = InetAddress.getByAddress(ip);
    assertThat(IpText.read(IpText.of(address))).isEqualTo(address);
  }
}
