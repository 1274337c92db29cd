package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.testkit.LeakCheck;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {
  @TempDir Path folder;

  @Test
  void whenOneDoorCannotOpenNoneStaysOpen() throws Exception {
    Path socket = folder.resolve("s");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var _ = LeakCheck.begin()) {
      String busy = "echo.text=tcp://127.0.0.1:" + taken.getLocalPort();
      List<String> listen = List.of("echo.text=127.0.0.1:0", "echo.text=unix:" + socket, busy);
      Plan plan = Plans.of(Services.all(), List.of("echo"), listen, List.of());
      assertThatThrownBy(() -> Hub.open(plan, Services.all(), new Notices(System.err)))
          .isInstanceOf(Complaint.class)
          .hasMessageContaining("cannot open " + busy.replace("=", " at "));
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void aWildcardIsToldAsItWasAskedFor() throws Exception {
    Plan plan =
        Plans.of(Services.all(), List.of("echo"), List.of("echo.text=tcp://0.0.0.0:0"), List.of());
    try (Hub hub = Hub.open(plan, Services.all(), new Notices(System.err))) {
      assertThat(hub.doors().getFirst().address().toString()).startsWith("tcp://0.0.0.0:");
      assertThat(new Board(hub, false).text(false)).contains("nc 127.0.0.1 ");
    }
  }
}
