package dev.usher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/// What one writes without a kit: a virtual thread for each socket, bytes back as they come, or,
/// with `lines`, lines in upper case. No limit, no deadline, no end.
final class PlainTcp {
  private PlainTcp() {}

  public static void main(String[] args) throws IOException {
    ServerSocket listener = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    Talk talk = args.length > 0 && args[0].equals("lines") ? PlainTcp::lines : PlainTcp::bytes;
    Thread.ofPlatform().daemon().start(() -> acceptAll(listener, talk));
    Control.listening(listener.getLocalPort());
  }

  /// Holds a conversation.
  @FunctionalInterface
  private interface Talk {
    void with(Socket client) throws IOException;
  }

  private static void acceptAll(ServerSocket listener, Talk talk) {
    try {
      while (true) {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        Thread.startVirtualThread(() -> serve(client, talk));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Socket client, Talk talk) {
    try (client) {
      talk.with(client);
    } catch (IOException _) {
      // the client is gone
    }
  }

  private static void bytes(Socket client) throws IOException {
    byte[] bytes = new byte[8_192];
    var in = client.getInputStream();
    var out = client.getOutputStream();
    for (int count; (count = in.read(bytes)) > 0; ) out.write(bytes, 0, count);
  }

  private static void lines(Socket client) throws IOException {
    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    var out = new BufferedWriter(new OutputStreamWriter(client.getOutputStream(), UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      out.write(line.toUpperCase(Locale.ROOT));
      out.write('\n');
      if (!in.ready()) out.flush();
    }
  }
}
