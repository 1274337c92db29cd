package dev.usher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.files.Conflict;
import dev.usher.services.files.Durability;
import dev.usher.services.files.FileClient;
import dev.usher.services.files.PutOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/// 300 clients of the hub ask for a file and then read nothing, while others come and ask something
/// small: docs/protocols/files.md has the frames.
final class StalledLoad {
  private static final int STALLED = 300;
  private static final int BYTES = 64 * 1024 * 1024;
  private static final double LONGEST = 50; // ms, at the 99th percentile

  private StalledLoad() {}

  static void run(Options options, Verdict verdict) throws IOException, InterruptedException {
    Path file = Files.createTempFile("usher-bench", "stalled");
    List<Socket> stalled = new ArrayList<>();
    try (HubProcess hub =
        HubProcess.start("--only=files.native", "--listen=files.native=tcp://127.0.0.1:0")) {
      byte[] content = new byte[BYTES];
      new Random(1).nextBytes(content);
      Files.write(file, content);
      InetSocketAddress at = hub.address("files.native", "tcp");
      FileClient client = new FileClient(Address.tcp("127.0.0.1", at.getPort()));
      client.put(List.of(file), new PutOptions("", Conflict.REFUSE, Durability.NONE, 1), _ -> {});
      String name = file.getFileName().toString();
      int visits = options.quick() ? 200 : 2_000;
      List<Double> before = visits(client, name, visits);
      for (int i = 0; i < (options.quick() ? 30 : STALLED); i++) stalled.add(stall(at, name));
      long resident = hub.proc().resident();
      List<Double> meanwhile = visits(client, name, visits);
      System.out.printf(
          "   a new client's question, ms: %s before; %s beside %d stalled downloads, %,d kB resident%n",
          Spread.of(before).show("%.2f"),
          Spread.of(meanwhile).show("%.2f"),
          stalled.size(),
          resident / 1024);
      double p99 = Spread.percentile(meanwhile, 99);
      verdict.must(p99 < LONGEST, "a new client waits %.1f ms at the 99th percentile", p99);
    } finally {
      for (Socket each : stalled) each.close();
      Files.delete(file);
    }
  }

  private static List<Double> visits(FileClient client, String name, int count) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      if (client.stat(name).size() != BYTES) throw new IOException("a wrong answer");
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    return millis;
  }

  /// Asks for the file's first 32 blocks, and reads nothing of them.
  private static Socket stall(InetSocketAddress at, String name) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(at);
    OutputStream out = socket.getOutputStream();
    byte[] text = name.getBytes(UTF_8);
    out.write(frame(1, ByteBuffer.allocate(6).putShort((short) 1).putInt(0)));
    out.write(
        frame(
            7,
            ByteBuffer.allocate(4 + text.length)
                .putShort((short) 1)
                .putShort((short) text.length)
                .put(text)));
    // The hub must have offered it before it can be wanted: its hello and its offer are here.
    socket.getInputStream().readNBytes(15 + text.length);
    out.write(
        frame(15, ByteBuffer.allocate(14).putInt(0).putInt(0).putInt(32).putShort((short) 0)));
    return socket;
  }

  private static byte[] frame(int type, ByteBuffer fields) {
    fields.flip();
    ByteBuffer frame = ByteBuffer.allocate(4 + 1 + fields.remaining() + 4);
    frame.putInt(1 + fields.remaining() + 4).put((byte) type).put(fields);
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 0, frame.position());
    return frame.putInt((int) crc.getValue()).array();
  }
}
