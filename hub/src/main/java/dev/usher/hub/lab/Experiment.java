package dev.usher.hub.lab;

/// A question about sockets that a run of real code answers: on loopback, at ports that are free,
/// or on a network in memory. It ends within ten seconds and leaves nothing behind.
///
/// To add one: a class here, a line in [Experiments], and a test in `FindingsTest` that reads what
/// it must have seen from its table.
public interface Experiment {
  /// What it is asked for by, such as `half-close`.
  String name();

  /// One line.
  String question();

  /// Runs it. May be run again, also at the same time.
  ///
  /// @throws Exception when this machine does not let it, for want of a loopback address or of
  ///   descriptors; what it opened is closed then too
  Finding run() throws Exception;
}
