/// Transcripts, bad peers and leak checks, for tests of servers made with the kit.
module dev.usher.testkit {
  requires transitive dev.usher.kit;
  requires static org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.usher.testkit;
}
