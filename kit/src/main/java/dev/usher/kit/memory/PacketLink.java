package dev.usher.kit.memory;

import dev.usher.kit.memory.Link.About;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The packets from one socket to one address: each is numbered, and its number decides its fate.
final class PacketLink {
  private final Link link;
  private final Agenda agenda;
  private final Arrival arrival;
  private long sent;
  private byte @Nullable [] held;

  PacketLink(Link link, Agenda agenda, Arrival arrival) {
    this.link = link;
    this.agenda = agenda;
    this.arrival = arrival;
  }

  /// Takes a packet at the other end.
  @FunctionalInterface
  interface Arrival {
    void of(byte[] packet);
  }

  synchronized void carry(byte[] packet) {
    long number = sent++;
    Faults faults = link.faults();
    boolean lost = link.happens(About.LOSS, number, faults.loss());
    boolean late = link.happens(About.REORDERING, number, faults.reordering());
    if (late && !lost && held == null) {
      held = packet;
      agenda.at(agenda.nanos(), this::release);
      return;
    }
    if (!lost) dispatch(packet, number, faults);
    release();
  }

  private void dispatch(byte[] packet, long number, Faults faults) {
    long jitter = (long) (link.fraction(About.JITTER, number) * faults.jitter().toNanos());
    Duration underway = faults.latency().plusNanos(jitter);
    boolean twice = link.happens(About.DUPLICATION, number, faults.duplication());
    for (int copies = twice ? 2 : 1; copies > 0; copies--) {
      agenda.after(underway, () -> arrival.of(packet));
    }
  }

  /// Lets the packet go that was held back to come later than its successor.
  private synchronized void release() {
    byte[] packet = held;
    held = null;
    if (packet != null) agenda.after(link.faults().latency(), () -> arrival.of(packet));
  }
}
