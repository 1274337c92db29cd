/// Transcripts, bad peers and leak checks, for tests of servers made with the kit.
///
/// ```java
/// try (var leaks = LeakCheck.begin();
///     var server = Server.tcp(0).framing(StreamFraming.lines()).start(handler)) {
///   Transcript.of("""
///       > hello
///       < HELLO
///       """).play(server);
///   for (Mischief mischief : Mischief.all()) {
///     mischief.meet(server.address(), "hello\n".getBytes(UTF_8), Duration.ofSeconds(1));
///   }
///   leaks.idle(server);
/// }
/// ```
///
/// The network in memory, with cuts, losses and a clock that you move, is part of the kit itself:
/// [dev.usher.kit.memory.MemoryNetwork].
module dev.usher.testkit {
  requires transitive dev.usher.kit;
  requires static org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.usher.testkit;
}
