// java -cp "kit/target/*" examples/WebReply.java     (build first: ./mvnw package -DskipTests)

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;

/// Answers a browser from a bare socket: the header first, then the page, with keep-alive.
///
/// Its limits: GET and HEAD only, a head of at most 16 kB, one page for every path, no TLS, no
/// compression, no ranges. What asks otherwise gets 405 and is closed, since a body may follow.
void main() throws Exception {
  var heads = StreamFraming.delimited("\r\n\r\n".getBytes(UTF_8), 16 * 1024);
  try (var web = Server.tcp(8080).framing(heads).start(this::converse)) {
    IO.println("open http://127.0.0.1:8080/");
    web.join();
  }
}

/// One connection: each message is a request's head, until either side wants no more.
void converse(StreamConnection<byte[]> browser) {
  for (byte[] head : browser) {
    List<String> lines = new String(head, UTF_8).lines().toList();
    String request = lines.isEmpty() ? "" : lines.getFirst();
    boolean bare = request.startsWith("HEAD ");
    boolean known = bare || request.startsWith("GET ");
    boolean stays = known && staysOpen(request, lines);
    byte[] page = page(known ? request : "what only GET and HEAD may").getBytes(UTF_8);
    String header =
        String.join(
            "\r\n",
            known ? "HTTP/1.1 200 OK" : "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD",
            "Content-Type: text/html; charset=utf-8",
            "Content-Length: " + page.length,
            "Connection: " + (stays ? "keep-alive" : "close"));
    // The framing puts the empty line behind the header; the page follows it.
    browser.send(header.getBytes(UTF_8), ByteBuffer.wrap(bare ? new byte[0] : page));
    if (!stays) return;
  }
}

/// HTTP/1.1 stays unless told to close, HTTP/1.0 closes unless told to stay.
boolean staysOpen(String request, List<String> lines) {
  var wish = request.endsWith(" HTTP/1.1") ? "close" : "keep-alive";
  boolean wished =
      lines.stream()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .anyMatch(line -> line.startsWith("connection:") && line.contains(wish));
  return request.endsWith(" HTTP/1.1") != wished;
}

String page(String request) {
  return "<!doctype html><meta charset=\"utf-8\"><title>Usher</title><h1>你好</h1>"
      + "<p>You asked: <code>%s</code>\n"
          .formatted(request.replace("&", "&amp;").replace("<", "&lt;"));
}
