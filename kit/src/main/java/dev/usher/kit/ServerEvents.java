package dev.usher.kit;

/// Hears what a server tells about itself. The kit never logs.
///
/// A listener is called on the thread that each [ServerEvent] names and must be short. What it
/// throws goes to that thread's uncaught-exception handler and changes nothing else.
@FunctionalInterface
public interface ServerEvents {
  /// Something happened.
  void on(ServerEvent event);

  /// Nothing is told.
  static ServerEvents none() {
    return _ -> {};
  }

  /// The default: what a handler throws goes to the uncaught-exception handler of its thread, which
  /// prints a stack trace unless the program says otherwise.
  static ServerEvents uncaught() {
    return event -> {
      if (event instanceof ServerEvent.Failed failed) uncaught(failed.cause());
    };
  }

  /// These, and then the others, which are told although these throw.
  default ServerEvents and(ServerEvents others) {
    ServerEvents first = contained();
    return event -> {
      first.on(event);
      others.on(event);
    };
  }

  /// These, with everything that they throw kept from the server.
  default ServerEvents contained() {
    return event -> {
      try {
        on(event);
      } catch (Throwable failure) {
        uncaught(failure);
      }
    };
  }

  private static void uncaught(Throwable failure) {
    Thread me = Thread.currentThread();
    try {
      me.getUncaughtExceptionHandler().uncaughtException(me, failure);
    } catch (Throwable _) {
      // as in the JVM itself: a handler of last resort that fails has nobody to tell
    }
  }
}
