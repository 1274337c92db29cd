package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Python program of the kind that tutorials have. Its errors go to the test's.
final class PlainPython implements AutoCloseable {
  /// Sends each file that is named behind the port, all under one name when the last word says so.
  static final String CLIENT =
      """
      import json, os, socket, struct, sys
      port, fixed, files = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
      client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
      client.connect(('127.0.0.1', port))
      for path in files:
          header = {'file_name': fixed or os.path.basename(path),
                    'file_size': os.path.getsize(path), 'msg': '你好 ' + os.path.basename(path)}
          header_bytes = json.dumps(header).encode('utf-8')
          client.send(struct.pack('i', len(header_bytes)))
          client.send(header_bytes)
          with open(path, 'rb') as f:
              for line in f:
                  client.send(line)
      client.shutdown(socket.SHUT_WR)
      while client.recv(1024):
          pass
      client.close()
      print('sent')
      """;

  /// Takes files from one client into a folder, and says what came.
  static final String SERVER =
      """
      import json, os, socket, struct, sys
      server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
      server.bind(('127.0.0.1', 0))
      server.listen(5)
      print(server.getsockname()[1])
      conn, addr = server.accept()
      while True:
          head = conn.recv(4)
          if not head:
              break
          header_len = struct.unpack('i', head)[0]
          header = json.loads(conn.recv(header_len).decode('utf-8'))
          total = header.get('file_size')
          received = 0
          with open(os.path.join(sys.argv[1], header.get('file_name')), 'wb') as f:
              while received < total:
                  data = conn.recv(min(1024, total - received))
                  if not data:
                      break
                  f.write(data)
                  received += len(data)
          print(header.get('msg'), received)
      conn.close()
      print('end')
      """;

  private final Process process;
  private final BufferedReader out;

  private PlainPython(Process process) {
    this.process = process;
    out = process.inputReader(UTF_8);
  }

  static PlainPython start(Path folder, String program, String... arguments) throws IOException {
    Path file = Files.createTempFile(folder, "program", ".py");
    Files.writeString(file, program);
    List<String> command = new ArrayList<>(List.of("python3", "-u", file.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    try {
      return new PlainPython(builder.start());
    } catch (IOException _) {
      assumeTrue(false, "no python3 here, so no plain socket programs take part");
      throw new AssertionError();
    }
  }

  /// The next line that it prints.
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /// Waits for its end and returns the exit code.
  int exit() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
