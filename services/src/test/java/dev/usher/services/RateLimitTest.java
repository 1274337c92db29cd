package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final Rate TEN = new Rate(10, 5, 0);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // soon wraps

  private RateLimit limit(Rate rate) {
    return new RateLimit(rate, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static SocketAddress peer(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 5000);
  }

  private static int heard(RateLimit limit, int packets, String from) {
    int heard = 0;
    for (int i = 0; i < packets; i++) if (limit.test(peer(from))) heard++;
    return heard;
  }

  @Test
  void aBurstIsHeardAndThenTheRate() {
    RateLimit limit = limit(TEN);
    assertThat(heard(limit, 100, "192.0.2.1")).isEqualTo(5);
    for (int i = 0; i < 100; i++) { // ten seconds, over the counter's wrap
      pass(Duration.ofMillis(100));
      assertThat(heard(limit, 10, "192.0.2.1")).isEqualTo(1);
    }
    pass(Duration.ofMillis(99));
    assertThat(heard(limit, 10, "192.0.2.1")).isZero();
    pass(Duration.ofHours(1));
    assertThat(heard(limit, 100, "192.0.2.1")).isEqualTo(5);
  }

  @Test
  void otherSourcesAreNotHurtByAFlood() {
    RateLimit limit = limit(TEN);
    heard(limit, 100_000, "192.0.2.1");
    assertThat(heard(limit, 5, "192.0.2.2")).isEqualTo(5);
    assertThat(heard(limit, 5, "2001:db8::1")).isEqualTo(5);
  }

  @Test
  void aPortMakesNoOtherSource() {
    RateLimit limit = limit(TEN);
    int heard = 0;
    for (int port = 1; port < 100; port++) {
      if (limit.test(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port))) heard++;
    }
    assertThat(heard).isEqualTo(5);
  }

  @Test
  void neighboursOfIpv6AreLimitedEachAndTogether() {
    RateLimit limit = limit(TEN);
    assertThat(heard(limit, 100, "2001:db8::1")).isEqualTo(5);
    assertThat(heard(limit, 100, "2001:db8::2")).isEqualTo(5);
    int more = 0;
    for (int i = 3; i < 10_000; i++) if (limit.test(peer("2001:db8::" + i % 10_000))) more++;
    assertThat(more).isEqualTo(RateLimit.NEIGHBOURS * 5 - 10);
    assertThat(heard(limit, 100, "2001:db8:0:1::1")).isEqualTo(5);
  }

  @Test
  void aLeakLetsSomeThroughSoThatAVictimIsNotLockedOut() {
    RateLimit limit = limit(new Rate(10, 5, 4));
    // 20,000 draws of one in four: 5,000 give or take 61; eight times that is luck nobody has.
    assertThat(heard(limit, 20_005, "192.0.2.1")).isBetween(4_500, 5_500);
  }

  @Test
  void aFloodOfForgedSourcesNeitherGrowsTheTableNorFreesAFlooder() {
    RateLimit limit = limit(TEN);
    assertThat(heard(limit, 100, "192.0.2.1")).isEqualTo(5);
    Random random = new Random(1);
    byte[] forged = new byte[4];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(forged);
      forged[0] = 10;
      limit.test(new InetSocketAddress(address(forged), 5));
    }
    assertThat(heard(limit, 100, "192.0.2.1")).isZero();
    assertThat(heard(limit, 5, "192.0.2.2")).as("a newcomer").isEqualTo(5);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void severalThreadsShareOneRate() throws Exception {
    RateLimit limit = limit(new Rate(1, 1_000, 0));
    LongAdder heard = new LongAdder();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(() -> heard.add(heard(limit, 5_000, "192.0.2.1"))));
    }
    for (Thread thread : threads) thread.join();
    assertThat(heard.sum()).isEqualTo(1_000);
  }

  @Test
  void whoHasNoIpAddressIsNotLimited() {
    RateLimit limit = limit(new Rate(0.001, 1, 0));
    for (int i = 0; i < 10; i++) {
      assertThat(limit.test(UnixDomainSocketAddress.of("/tmp/x"))).isTrue();
    }
  }

  @Test
  void theOptionsOfADoorChangeItsUsualRate() throws Exception {
    assertThat(TEN.of(Map.of())).isEqualTo(TEN);
    assertThat(TEN.of(Map.of("rate", "0.125", "leak", "2"))).isEqualTo(new Rate(0.125, 5, 2));
    assertThat(TEN.of(Map.of("burst", "1000000"))).isEqualTo(new Rate(10, 1_000_000, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "rate, 0",
    "rate, 1000000.1",
    "rate, -1",
    "rate, ''",
    "rate, 1e3",
    "rate, NaN",
    "rate, .5",
    "burst, 0",
    "burst, 1.5",
    "burst, 10000000",
    "leak, -1",
    "leak, x",
    "leak, 1000001"
  })
  void whatIsNoRateIsRefusedInOneLine(String option, String value) {
    assertThatThrownBy(() -> TEN.of(Map.of(option, value)))
        .isInstanceOf(AddressException.class)
        .message()
        .startsWith(option + "=" + value + " is not a number")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 3, 1_000_000})
  void theExtremesDoNotOverflow(double perSecond) {
    RateLimit limit = limit(new Rate(perSecond, 1_000_000, 0));
    assertThat(heard(limit, 1_000_001, "2001:db8::1")).isEqualTo(1_000_000);
    assertThat(heard(limit, 1_000_001, "192.0.2.1")).isEqualTo(1_000_000);
  }
}
