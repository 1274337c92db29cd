package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.usher.kit.FramingException;

class FrameFuzz {
  @FuzzTest(maxDuration = "1m")
  void anyFieldsAreAFrameOrRefused(byte[] fields) {
    if (fields.length == 0 || fields.length > FrameFraming.SMALL) return;
    try {
      byte[] bytes = Frames.bytes(Frames.frame(FrameFramingTest.sealed(fields)));
      assertThat(Frames.bytes(Frames.frame(bytes))).isEqualTo(bytes);
    } catch (FramingException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
