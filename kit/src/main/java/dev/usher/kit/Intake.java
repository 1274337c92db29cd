package dev.usher.kit;

import java.net.SocketAddress;

/// Where clients come in: a thread with a listening socket.
interface Intake extends Runnable {
  SocketAddress address();

  /// Lets nobody in any more.
  void stop();

  /// Frees what the conversations that were let in still needed; the thread has ended or ends.
  void release();
}
