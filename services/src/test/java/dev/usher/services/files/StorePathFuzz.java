package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.usher.services.Unseen;

class StorePathFuzz {
  @FuzzTest(maxDuration = "1m")
  void anyTextIsAPathOrRefused(byte[] input) throws StoreException {
    StorePath path;
    try {
      path = StorePath.of(new String(input, UTF_8));
    } catch (StoreException e) {
      assertThat(e.trouble()).isEqualTo(Trouble.BAD_NAME);
      assertThat(e.getMessage().codePoints()).noneMatch(Unseen::is);
      return;
    }
    assertThat(StorePath.of(path.text())).isEqualTo(path);
    assertThat(path.text().codePoints()).noneMatch(Unseen::is);
    assertThat(path.names()).isNotEmpty().doesNotContain("", ".", "..");
    assertThat(StorePath.utf8(path.text())).isLessThanOrEqualTo(4_096);
    assertThat(path.parent().child(path.name())).isEqualTo(path);
  }
}
