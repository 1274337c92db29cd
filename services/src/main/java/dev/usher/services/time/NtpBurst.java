package dev.usher.services.time;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The questions to one server in one measurement, each from a socket of its own, so that its port
/// is a fresh one (RFC 9109) and nobody else is heard.
final class NtpBurst implements AutoCloseable {
  private static final int PATIENCE = 3; // questions in a row without an answer

  private final InetSocketAddress server;
  private final NtpPlan plan;
  private final LocalTime local;
  private final Duration spacing;
  private final CompletableFuture<NtpFindings> findings = new CompletableFuture<>();
  private final List<NtpAnswer.Time> times = new ArrayList<>();
  private @Nullable Connection<byte[]> thread;
  private int asked;
  private int unanswered; // in a row
  private int refused;

  private NtpBurst(InetSocketAddress server, NtpPlan plan, LocalTime local) {
    this.server = server;
    this.plan = plan;
    this.local = local;
    spacing = plan.manners().spacing(server, plan.spacing());
  }

  /// Begins to ask, on a thread of its own, unless it is known that this is in vain.
  static NtpBurst begin(InetSocketAddress server, NtpPlan plan, LocalTime local) {
    NtpBurst burst = new NtpBurst(server, plan, local);
    String code = plan.manners().sentAwayBy(server);
    if (code != null) {
      burst.end(new NtpVerdict.Kissed(code));
      return burst;
    }
    try {
      // A helper of a connection is a thread that the transport knows, whose clock is virtual
      // perhaps; it is all that this connection is for.
      Connection<byte[]> thread = burst.connect(plan.timeout());
      burst.thread = thread;
      thread.alongside(burst::run);
    } catch (IOException e) {
      burst.end(unreachable(e));
    }
    return burst;
  }

  /// @throws RuntimeException what the listener threw
  NtpFindings await() throws InterruptedException {
    try {
      return findings.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Ends the thread, and waits for that.
  @Override
  public void close() {
    if (thread != null) thread.close();
  }

  private void run() {
    try {
      end(ask());
    } catch (Throwable failure) {
      findings.completeExceptionally(failure);
    }
  }

  private void end(NtpVerdict otherwise) {
    findings.complete(new NtpFindings(server, times, otherwise));
  }

  /// Asks as often as planned, if nothing speaks against it.
  private NtpVerdict ask() {
    try {
      while (asked < plan.samples() && unanswered < PATIENCE) {
        if (asked > 0) pause();
        NtpVerdict inVain = askOnce();
        if (inVain != null) return inVain;
      }
    } catch (IOException e) {
      return unreachable(e);
    } catch (EndedException e) {
      return unreachable(e.ended() instanceof Ended.Lost(IOException cause) ? cause : e);
    }
    return new NtpVerdict.Silent(asked, refused);
  }

  /// @return why there is no point in asking further; null when there is
  private @Nullable NtpVerdict askOnce() throws IOException {
    try (Connection<byte[]> connection = connect(plan.timeout())) {
      asked++;
      unanswered++;
      long begun = plan.time().nanos();
      NtpQuestion question = new NtpQuestion(local, begun);
      connection.send(question.bytes());
      do {
        byte[] packet = receive(connection);
        if (packet == null) return null;
        switch (question.judge(packet, plan.time().nanos())) {
          case NtpAnswer.Time time -> {
            unanswered = 0;
            times.add(time);
            plan.listener().accept(server, time.sample());
            return null;
          }
          case NtpAnswer.Kiss(String code) -> {
            boolean heeded = plan.manners().heed(server, code);
            return heeded ? new NtpVerdict.Kissed(code) : new NtpVerdict.Unsynchronised();
          }
          case NtpAnswer.Unsynchronised _ -> {
            return new NtpVerdict.Unsynchronised();
          }
          case NtpAnswer.Refused _ -> refused++;
        }
      } while (isWithin(plan.timeout(), begun));
      return null;
    }
  }

  /// Waits by the transport's clock, on a socket that nobody has reason to send to.
  private void pause() throws IOException {
    try (Connection<byte[]> silence = connect(spacing)) {
      long begun = plan.time().nanos();
      while (receive(silence) != null && isWithin(spacing, begun)) {}
    }
  }

  private boolean isWithin(Duration time, long begun) {
    return plan.time().nanos() - begun < time.toNanos();
  }

  private Connection<byte[]> connect(Duration idle) throws IOException {
    // A name that was not known when the client was made may be known now.
    InetSocketAddress to =
        server.isUnresolved()
            ? new InetSocketAddress(server.getHostString(), server.getPort())
            : server;
    return Client.udp(to).on(plan.transport()).deadlines(d -> d.idle(idle)).connect();
  }

  /// The next packet; null when nothing comes in time.
  private static byte @Nullable [] receive(Connection<byte[]> connection) {
    try {
      return connection.receive();
    } catch (EndedException e) {
      if (e.ended() instanceof Ended.Idle) return null;
      throw e;
    }
  }

  private static NtpVerdict unreachable(Exception e) {
    String text = e.getMessage();
    return new NtpVerdict.Unreachable(
        e instanceof PortUnreachableException
            ? "nobody answers at this port"
            : text != null ? text : e.getClass().getSimpleName());
  }
}
