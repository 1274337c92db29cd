package dev.usher.hub;

import dev.usher.kit.EndedException;
import dev.usher.services.Address;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A person and a partner talk with each other: one thread asks the person for lines and sends
/// them, another shows what comes.
final class Dialogue {
  private final Person person;
  private final Partner partner;
  private final Address address;
  private final Duration patience;
  private final boolean endOnEmpty;
  private final boolean datagrams;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicBoolean silenceNoted = new AtomicBoolean();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
  private volatile boolean inputEnded;

  /// @param patience how long to wait, at the end of the input, for what may still come
  Dialogue(Person person, Partner partner, Address address, Duration patience, boolean endOnEmpty) {
    this.person = person;
    this.partner = partner;
    this.address = address;
    this.patience = patience;
    this.endOnEmpty = endOnEmpty;
    datagrams = address.scheme() == Scheme.UDP;
  }

  /// Holds the conversation until it is over.
  ///
  /// @throws Complaint when it did not go as it should
  void hold() throws Complaint {
    person.remark("talking with " + address + "; Ctrl-D ends");
    // A daemon: while nothing is typed, nobody can wake it.
    Thread.ofPlatform().daemon().name("usher input").start(this::type);
    try {
      for (byte[] bytes; (bytes = partner.receive()) != null; ) {
        received.incrementAndGet();
        silenceNoted.set(false);
        person.show(bytes, datagrams);
        if (person.looksAway()) return;
      }
    } catch (EndedException e) {
      throw Complaint.failure("the conversation with " + address + " broke: " + e.getMessage());
    } catch (IOException e) {
      throw Complaint.failure("cannot talk with " + address + ": " + e.getMessage());
    }
    if (!inputEnded) person.remark("the other side has ended the conversation");
    String fault = this.fault.get();
    if (fault != null) throw Complaint.failure(fault);
    if (datagrams && sent.get() > 0 && received.get() == 0 && !person.hurries()) {
      throw Complaint.failure(silence());
    }
  }

  private void type() {
    try {
      while (sendNext()) {}
      inputEnded = true;
      partner.endSending();
      if (!person.hurries()) Thread.sleep(patience);
    } catch (EndedException _) {
      return; // the receiving thread meets it too, and tells
    } catch (IOException e) {
      inputEnded = true;
      fault.set("cannot read the input: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    partner.close();
  }

  /// One line; false when there is none.
  private boolean sendNext() throws IOException {
    try {
      byte[] line = person.line();
      if (line == null || (endOnEmpty && isEmpty(line))) return false;
      partner.send(line);
      sent.incrementAndGet();
      if (datagrams && !silenceNoted.get() && listening.compareAndSet(false, true)) listen();
    } catch (Complaint e) {
      person.note(e.getMessage());
      fault.set("not every line could be sent");
    }
    return true;
  }

  private static boolean isEmpty(byte[] line) {
    return line.length == 0 || (line.length == 1 && line[0] == '\r');
  }

  /// Over UDP a partner that is not there looks just like one that has nothing to say.
  private void listen() {
    long before = received.get();
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(patience);
      } catch (InterruptedException _) {
        return;
      }
      listening.set(false);
      boolean silent = received.get() == before && !inputEnded;
      if (silent && silenceNoted.compareAndSet(false, true)) {
        person.note(silence());
      }
    });
  }

  private String silence() {
    String trouble = partner.trouble();
    if (trouble != null) return trouble;
    return "no answer from " + address + " within " + Durations.text(patience);
  }
}
