package dev.usher.hub;

import dev.usher.kit.DrainReport;
import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Scheme;
import dev.usher.services.Service;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open doors: all those of a [Plan], or none.
final class Hub implements AutoCloseable {
  private final List<OpenDoor> doors;
  private final List<Service> services;

  private Hub(List<OpenDoor> doors, List<Service> services) {
    this.doors = doors;
    this.services = services;
  }

  /// A door at the address where it is bound, without options.
  record OpenDoor(Door door, Address address, Running running) {}

  /// @param services all that are known, opened or not
  static Hub open(Plan plan, List<Service> services, Notices notices) throws Complaint {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    for (Service service : services) {
      for (Door door : service.doors()) for (Address a : door.addresses()) note(a, ports);
    }
    List<OpenDoor> doors = new ArrayList<>();
    boolean all = false;
    try {
      for (Plan.Opening opening : plan.openings()) {
        OpenDoor door = open(opening, ports, notices);
        note(door.address(), ports);
        doors.add(door);
      }
      all = true;
      return new Hub(List.copyOf(doors), services);
    } finally {
      if (!all) new Hub(doors, services).close();
    }
  }

  private static void note(Address address, Set<Integer> ports) {
    if (address.scheme() == Scheme.UDP) ports.add(address.port());
  }

  private static OpenDoor open(Plan.Opening opening, Set<Integer> ports, Notices notices)
      throws Complaint {
    Door door = opening.door();
    Address asked = opening.address();
    try {
      Doorway at = new Doorway(asked, ports, notices.of(door.name()));
      Running running = door.open(at);
      return new OpenDoor(door, bound(asked, running), running);
    } catch (AddressException e) {
      throw Complaint.usage(opening.origin().of(door.name()) + ": " + e.getMessage());
    } catch (IOException e) {
      throw Complaint.failure(
          "cannot open "
              + door.name()
              + " at "
              + asked
              + ": "
              + cause(e)
              + "; choose another address "
              + where(opening));
    }
  }

  private static String where(Plan.Opening opening) {
    return switch (opening.origin()) {
      case Origin.InFile at -> "in " + at.file() + ", line " + at.line();
      case Origin.Usual _, Origin.ByOption _ -> "by --listen " + opening.door().name() + "=ADDRESS";
    };
  }

  /// A wildcard is told as it was asked for: the system may say `::` for `0.0.0.0`.
  private static Address bound(Address asked, Running running) {
    Address bound = Address.bound(asked.scheme(), running.address());
    return isWildcard(bound) ? bound.at(asked.host()) : bound;
  }

  /// Whether the address means all those of this machine.
  static boolean isWildcard(Address address) {
    return address.host().equals("::") || address.host().equals("0.0.0.0");
  }

  /// The kit puts the address in front, which stands here already.
  private static String cause(IOException e) {
    Throwable plain = e instanceof BindException && e.getCause() != null ? e.getCause() : e;
    return String.valueOf(plain.getMessage());
  }

  List<OpenDoor> doors() {
    return doors;
  }

  /// How many conversations go on.
  int conversations() {
    int open = 0;
    for (OpenDoor each : doors) open += each.running().stats().open();
    return open;
  }

  /// Drains all doors at once.
  ///
  /// @return a report for each of [#doors]
  List<DrainReport> drain(Duration grace) throws InterruptedException {
    DrainReport[] reports = new DrainReport[doors.size()];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < reports.length; i++) {
      int index = i;
      threads.add(
          Thread.startVirtualThread(
              () -> reports[index] = doors.get(index).running().drain(grace)));
    }
    for (Thread thread : threads) thread.join();
    return List.of(reports);
  }

  /// Cuts every conversation; a drain under way ends at once.
  @Override
  public void close() {
    for (OpenDoor each : doors) each.running().close();
    for (Service each : services) {
      try {
        each.close();
      } catch (IOException _) {
        // it goes with the process
      }
    }
  }
}
