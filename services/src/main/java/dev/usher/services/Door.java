package dev.usher.services;

import dev.usher.kit.Running;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// One protocol of a service. It is opened at one or more addresses, at each for itself.
public interface Door {
  /// `service.protocol`, as in `time.ntp`.
  String name();

  /// Where it opens unless a person says otherwise: TCP or UDP, on loopback.
  List<Address> addresses();

  /// What it can be opened on. By default that of [#addresses], and where TCP goes, Unix sockets.
  default Set<Scheme> schemes() {
    boolean tcp = addresses().stream().anyMatch(a -> a.scheme() == Scheme.TCP);
    boolean udp = addresses().stream().anyMatch(a -> a.scheme() == Scheme.UDP);
    if (!tcp) return Set.of(Scheme.UDP);
    return udp ? Set.of(Scheme.values()) : Set.of(Scheme.TCP, Scheme.UNIX);
  }

  /// Whether a plain `usher serve` opens it.
  default boolean started() {
    return true;
  }

  /// The most that somebody can do through it; `--lan` opens only what [Power#ASKS] or
  /// [Power#ADDS].
  Power power();

  /// The options that it takes besides [Doorway#FROM], which every door takes.
  default List<Option<?>> options() {
    return List.of();
  }

  /// How to try it with a tool that people have: a command line for their shell.
  ///
  /// @param at where it is open, with the real port
  String tryIt(Address at);

  /// Opens it: binds, and serves from then on.
  ///
  /// @throws AddressException when an option's value makes no sense
  /// @throws IOException when it cannot bind; nothing is left open then
  Running open(Doorway at) throws IOException, AddressException;

  /// What can be done through a door.
  enum Power {
    /// Asking: nothing on this machine is changed.
    ASKS,
    /// Files can be added, and nothing that is there can be changed.
    ADDS,
    /// Files or other people's data can be changed.
    CHANGES,
    /// Programs can be run.
    RUNS
  }
}
