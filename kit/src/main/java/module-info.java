/// The socket-server kit: write one blocking handler, serve it over any transport.
///
/// ```java
/// Handler<String> echo = client -> {
///   for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
/// };
/// try (var tcp = Server.tcp(8009).framing(StreamFraming.lines()).start(echo);
///     var udp = Server.udp(8009).framing(PacketFraming.text()).start(echo)) {
///   tcp.join();
/// }
/// ```
///
/// It depends on nothing but the JDK. [dev.usher.kit] is the whole contract, [dev.usher.kit.memory]
/// is a network for tests, [dev.usher.kit.jfr] shows what a server does in Flight Recorder.
module dev.usher.kit {
  requires static org.jspecify;
  requires jdk.jfr;

  exports dev.usher.kit;
  exports dev.usher.kit.memory;
  exports dev.usher.kit.jfr;
}
