package dev.usher.kit.memory;

import dev.usher.kit.Transport;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A network inside this process: servers and clients that are given the same one with
/// `on(network)` reach each other, and nobody else does.
///
/// ```java
/// var network = MemoryNetwork.seeded(42).faults(Faults.none().everyByte());
/// try (var running = Server.tcp(0).framing(StreamFraming.lines()).on(network).start(echo);
///     var client = Client.at(running.address()).framing(StreamFraming.lines()).on(network).connect()) {
///   client.send("hello");
///   client.receive();
///   network.advance(Duration.ofHours(1)); // the server's idle timeout has passed, and has worked
/// }
/// ```
///
/// **Addresses** are ordinary ones, of any machine you like: the network has them all. Nothing
/// touches the system's ports, or files at the paths of Unix sockets. Connecting takes no time.
///
/// **Time** stands still but for [#advance]; deadlines, grace times and latency go by it.
///
/// **Faults** are by link: one direction between two sockets, named `client 3 → 127.0.0.1:8009`
/// (the third client to connect there) and `127.0.0.1:8009 → client 3` for streams, and by the two
/// addresses for datagrams. The promise, exactly: the seed fixes bytes, cuts and faults by link
/// name and byte offset (streams) or packet number (datagrams), never the interleaving of threads.
/// When they read or write is without influence, so that a failure is replayed by its seed: have
/// the failing test print the network.
///
/// **Like TCP on Linux**: 64 KiB fit into each direction, then writers wait. What had arrived
/// before a reset can still be read. Closing with unread input is a reset for the peer. Kinder than
/// TCP: writing to a peer that has closed fails at once. **Like UDP**: about 200 KiB of packets
/// wait for a receiver and further ones are lost without a word; whoever is connected to a socket
/// that is not there is told so when it receives.
///
/// A conversation is over as soon as its handler is: where other transports linger until the peer
/// has closed too, here that happens behind the scenes.
///
/// Not simulated: [dev.usher.kit.SocketSettings] other than the backlog and the receive buffer of
/// datagram sockets. Safe for several threads.
public sealed interface MemoryNetwork extends Transport permits MemoryWire {
  /// A network without faults, whose later faults follow from this seed.
  static MemoryNetwork seeded(long seed) {
    return new MemoryWire(seed);
  }

  /// Gives all links these faults, from now on: those that are there, too, so that a network can
  /// break and heal. Returns this network.
  default MemoryNetwork faults(Faults faults) {
    return faults(_ -> faults);
  }

  /// Gives each link the faults that the function finds for its name, from now on. The function
  /// must answer by the name alone; it is asked on any thread. Returns this network.
  MemoryNetwork faults(Function<String, Faults> byLink);

  /// Moves the clock, and lets everything happen that falls due: first [#settle], then timers and
  /// arrivals one by one in the order of their times, each followed by a [#settle].
  ///
  /// So what was due has not only begun when this returns, but is done: an idle conversation has
  /// ended and its events are told.
  ///
  /// @throws IllegalArgumentException when it would move backwards
  /// @throws IllegalStateException as [#settle] does
  void advance(Duration by);

  /// Waits until nothing moves: until each thread of the network, which are those of its servers
  /// and of their conversations and helpers, and those of [#start], waits for something. What it
  /// waits for is all the same: a message, a lock, a latch of the test. The thread that calls does
  /// not count, and neither do threads that the test has started by itself.
  ///
  /// @throws IllegalStateException when a thread is still busy after a minute of real time; the
  ///   text names it
  void settle();

  /// Runs something on a thread of the network, so that [#advance] and [#settle] wait until it
  /// rests: a client that talks on its own, or `running.drain(grace)`, which waits for the clock.
  <T> Future<T> start(Callable<T> task);

  /// How far the clock was moved altogether.
  Duration elapsed();
}
