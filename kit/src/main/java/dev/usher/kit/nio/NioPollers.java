package dev.usher.kit.nio;

import java.io.IOException;

/// What the JDK's virtual threads wait for sockets with. It opens a few descriptors when it is
/// first needed, and if there are none left just then, no virtual thread of this process can wait
/// ever again. So a server has it opened before it lets anybody in.
final class NioPollers {
  private NioPollers() {}

  /// Loads the class that opens them, by its name: a first wait would do it too, but only if it
  /// really has to wait, which nobody can be sure of.
  static void wake() throws IOException {
    try {
      Class.forName("sun.nio.ch.Poller", true, null);
    } catch (ClassNotFoundException _) {
      // another JDK, which has its own way; its first wait opens what it needs
    } catch (LinkageError e) {
      throw new IOException("virtual threads cannot wait for sockets: " + e, e);
    }
  }
}
