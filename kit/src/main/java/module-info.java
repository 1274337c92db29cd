/// The socket-server kit: write one blocking handler, serve it over any transport.
///
/// It depends on nothing but the JDK. `dev.usher.kit` is the whole contract, `memory` is a network
/// for tests, `jfr` shows what a server does in Flight Recorder.
module dev.usher.kit {
  requires static org.jspecify;
  requires jdk.jfr;

  exports dev.usher.kit;
  exports dev.usher.kit.memory;
  exports dev.usher.kit.jfr;
}
