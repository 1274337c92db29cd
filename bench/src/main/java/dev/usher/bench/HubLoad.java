package dev.usher.bench;

import java.io.IOException;

/// The crowd and the packets against `usher serve`, which then must end well.
final class HubLoad {
  private HubLoad() {}

  static void run(Options options, Verdict verdict) throws IOException, InterruptedException {
    try (HubProcess hub =
        HubProcess.start(
            "--only=echo.text",
            "--listen=echo.text=tcp://127.0.0.1:0",
            "--listen=echo.text=udp://127.0.0.1:0")) {
      CrowdLoad.run(hub.address("echo.text", "tcp"), hub.proc(), options, verdict);
      PacketLoad.run("echo.text", hub.address("echo.text", "udp"), () -> 0, options, verdict);
      verdict.must(hub.endsWell(), "SIGTERM: the hub drained and said it was well");
    }
  }
}
