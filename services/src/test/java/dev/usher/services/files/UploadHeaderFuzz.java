package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.ProtocolException;

class UploadHeaderFuzz {
  @FuzzTest(maxDuration = "1m")
  void anyHeaderIsRefusedOrReadAsItIsWritten(byte[] input) throws ProtocolException {
    UploadHeader header;
    try {
      header = UploadHeader.parse(input);
    } catch (ProtocolException e) {
      assertThat(e).hasMessageStartingWith("a header was refused: ");
      return;
    }
    assertThat(header.size()).isBetween(0L, UploadHeader.LARGEST);
    UploadHeader again = UploadHeader.parse(header.write());
    assertThat(UploadHeader.parse(again.write())).isEqualTo(again);
  }
}
