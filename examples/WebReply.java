import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;

/// Answers a browser from a bare socket: what comes before an empty line is the request's head.
void main() throws Exception {
  var heads = StreamFraming.delimited("\r\n\r\n".getBytes(UTF_8), 16 * 1024);
  try (var web = Server.tcp(8080).framing(heads).start(this::reply)) {
    IO.println("open http://localhost:8080/");
    web.join();
  }
}

void reply(StreamConnection<byte[]> browser) throws IOException {
  byte[] head = browser.receive();
  if (head == null) return; // browsers open connections that they then do not use
  String request = new String(head, UTF_8).lines().findFirst().orElse("");
  byte[] page =
      """
      <!doctype html><meta charset="utf-8"><title>Usher</title>
      <h1>你好</h1><p>You asked: <code>%s</code>
      """
          .formatted(request.replace("&", "&amp;").replace("<", "&lt;"))
          .getBytes(UTF_8);
  OutputStream out = browser.leaveFraming().output();
  out.write(
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/html; charset=utf-8\r
      Content-Length: %d\r
      Connection: close\r
      \r
      """
          .formatted(page.length)
          .getBytes(UTF_8));
  out.write(page);
}
