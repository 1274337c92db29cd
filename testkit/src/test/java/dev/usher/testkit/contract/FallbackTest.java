package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.testkit.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a server does that nobody has told Java to give all it wants.
@EnabledOnOs(OS.LINUX)
class FallbackTest {
  @Test
  void withoutASchedulerOfOurOwnStreamsAreOnNioAndTheEventSaysWhatToDo() throws Exception {
    try (Child child = new Child("true", "--enable-native-access=ALL-UNNAMED")) {
      assertThat(child.fallback).contains("on nio, since ", "--add-opens java.base/java.lang=");
      Transcript.of("> hello\n< HELLO\n").play(child.lines);
      assertThat(child.threads()).contains("java").doesNotContain("usher loop 1");
    }
  }

  @Test
  void withoutIpv6AllAddressesAreThoseOfIpv4() throws Exception {
    try (Child child = new Child("true", "-Djava.net.preferIPv4Stack=true")) {
      Transcript.of("> hello\n< HELLO\n").play(child.everywhere);
    }
  }

  @Test
  void withoutForeignFunctionsTheEventSaysWhatToDo() throws Exception {
    try (Child child = new Child("true", "--illegal-native-access=deny")) {
      assertThat(child.fallback).contains("on nio, since ", "--enable-native-access=");
      Transcript.of("> hello\n< HELLO\n").play(child.lines);
    }
  }
}
