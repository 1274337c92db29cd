package dev.usher.kit;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A conversation over a stream: bytes in, cut by the framing; messages out, through the outbox.
final class StreamConversation<M> extends Conversation<M> implements StreamConnection<M> {
  private static final int NO_MESSAGE = -1;
  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  private final StreamPipe pipe;
  private final StreamFraming<M> framing;
  private final ReadBuffer in;
  private final StreamPipe.Landing arriving = new Arriving();
  private final Outbox outbox;
  private final ReentrantLock reading = new ReentrantLock(); // at the end, two threads may read
  private final Thread holder = Thread.currentThread();
  private volatile boolean raw;
  private volatile boolean inputShut; // to wake the reader: nothing can be read any more
  private boolean peerEnded;
  private boolean wokenLate; // by a drain that meant to find us between two messages
  private long waitedInside; // nanoseconds spent waiting for the rest of the present message

  StreamConversation(
      StreamPipe pipe, StreamFraming<M> framing, Limits limits, Deadlines deadlines, Wire wire) {
    super(pipe.peer(), pipe.local(), deadlines, wire);
    this.pipe = pipe;
    this.framing = framing;
    StreamPipe.Buffers shared = pipe.buffers();
    in = new ReadBuffer(framing.readAhead(), shared == null ? null : shared.reading());
    outbox = new Outbox(this, pipe, limits.outbox(), wire);
  }

  @Override
  Thread helper(String name, Runnable task) {
    return wire.helper(holder, name, task);
  }

  @Override
  @Nullable M next() {
    try {
      M message = framing.read(in);
      if (message != null) waitedInside = 0;
      return message;
    } catch (FramingException e) {
      in.skip(in.size());
      endInput(new Ended.Malformed(e));
      return null;
    }
  }

  @Override
  void await() {
    outbox.flushBeforeReceiving();
    boolean between = in.size() == 0;
    if (!waits(between)) return;
    int count =
        between
            ? readWithin(arriving, deadlines.idle().toNanos(), NO_MESSAGE)
            : readWithin(arriving, paceLeft(in.size()), in.size());
    if (count > 0) in.filled(count);
  }

  private long paceLeft(int arrived) {
    return deadlines.pace().allowance(arrived) - waitedInside;
  }

  /// Reads once, by a deadline. Where it returns nothing, the input or the wire has ended.
  ///
  /// @param arrived bytes of the present message that are here, or [#NO_MESSAGE] between two
  private int readWithin(StreamPipe.Landing landing, long allowance, int arrived) {
    boolean inside = arrived != NO_MESSAGE;
    long begun = watch.readBegins(allowance);
    int count = -1;
    boolean inTime;
    try {
      count = read(landing);
    } catch (IOException e) {
      if (!isClosing()) lost(e);
    } finally {
      inTime = watch.readEnds();
      waited();
    }
    if (inside) waitedInside += watch.now() - begun;
    if (!inTime) {
      endInput(inside ? new Ended.TooSlow(Activity.RECEIVING) : new Ended.Idle(deadlines.idle()));
    } else if (count < 0) {
      inputStopped(arrived);
    }
    return count;
  }

  @Override
  public void receiveBody(ByteBuffer body) {
    beginReceiving();
    try {
      int begin = body.position();
      body.put(in.take(Math.min(in.size(), body.remaining())));
      waitedInside = 0;
      if (body.hasRemaining()) outbox.flushBeforeReceiving();
      while (body.hasRemaining()) fill(body, begin);
    } finally {
      waitedInside = 0;
      receivingEnds();
    }
  }

  private void fill(ByteBuffer body, int begin) {
    Ended end = isClosing() ? new Ended.ByHandler() : ended();
    if (end != null) throw new EndedException(end);
    waits(false);
    int arrived = body.position() - begin;
    int _ = readWithin(() -> body, paceLeft(arrived), arrived);
  }

  private int read(StreamPipe.Landing landing) throws IOException {
    int count = -1;
    reading.lock();
    try {
      count = pipe.read(landing);
      return count;
    } finally {
      if (count < 0) landing.leave(); // there may be no other read
      reading.unlock();
    }
  }

  private void inputStopped(int arrived) {
    boolean inside = arrived != NO_MESSAGE;
    Ended woken = wokenBy();
    if (woken instanceof Ended.Drained && (inside || raw) && !inputShut) {
      if (!wokenLate) {
        wokenLate = true; // we read on: an end of the input is told again
        return;
      }
      woken = null;
    }
    peerEnded = woken == null;
    // A message began in the very moment in which the drain shut the input: its rest is lost.
    if (woken instanceof Ended.Drained && inside) endInput(new Ended.Cut(Activity.RECEIVING));
    else if (woken != null) endInput(woken);
    else endInput(inside ? new Ended.Truncated(arrived) : new Ended.ByPeer());
  }

  @Override
  public void send(M message) {
    send(message, NO_BODY);
  }

  @Override
  public void send(M head, ByteBuffer body) {
    // Whoever receives may have more to answer before it waits again: the answers leave together.
    boolean moreSoon = isReceiver() && in.size() > 0;
    outbox.send(framing, head, body, moreSoon, Thread.currentThread().equals(holder));
  }

  @Override
  public boolean offer(M message) {
    return outbox.offer(framing, message);
  }

  @Override
  public void endSending() {
    outbox.end();
  }

  @Override
  public RawStream leaveFraming() {
    checkFramed();
    if (receivesElsewhere()) throw new IllegalStateException("another thread is receiving");
    raw = true;
    outbox.flush();
    return new RawStream(new RawInput(this), new RawOutput(outbox));
  }

  /// Reads for a handler that has left the framing: first what was read ahead.
  ///
  /// A drain does not wake it, since nobody knows where a message would end: it has the grace time.
  int readRaw(ByteBuffer into) {
    if (in.size() > 0) {
      int count = Math.min(in.size(), into.remaining());
      into.put(in.take(count));
      return count;
    }
    while (ended() == null) {
      waits(false);
      int count = readWithin(() -> into, deadlines.idle().toNanos(), NO_MESSAGE);
      if (count >= 0) return count;
    }
    Ended end = ended();
    if (end instanceof Ended.ByPeer) return -1;
    throw new EndedException(end != null ? end : new Ended.ByHandler());
  }

  @Override
  public Optional<PeerCredentials> peerCredentials() {
    return pipe.peerCredentials();
  }

  @Override
  void checkFramed() {
    if (raw) throw new IllegalStateException("this conversation has left its framing");
  }

  @Override
  boolean sending() {
    return outbox.writing();
  }

  @Override
  void wakeReceiver() {
    if (!pipe.wakeReader()) inputShut = true;
  }

  @Override
  boolean hasArrived() {
    return pipe.hasBytes();
  }

  @Override
  void breakWire() {
    pipe.close();
  }

  @Override
  void hangUp() {
    boolean lingers = false;
    try {
      outbox.end();
      saidGoodbye();
      lingers = !peerEnded && !inputShut && !wireIsGone() && !isQuiet();
    } catch (EndedException _) {
      // the peer is gone: there is nobody to say goodbye to
    } finally {
      if (lingers) wire.finish(this::linger);
      else free();
    }
  }

  /// Whether the drain came between two messages, and nothing came since: such a peer will hardly
  /// begin now, and everybody would wait for its close. But it may, before it has our last answer.
  private boolean isQuiet() {
    return ended() instanceof Ended.Drained && !hasArrived() && !pipe.hasUnsent();
  }

  private void free() {
    pipe.close();
    watch.stop();
  }

  /// Reads and throws away what still comes until the peer closes too. Closing over unread input
  /// would make the system send a reset, which can destroy our last answer on its way. A receiver
  /// that waits gets the first of it, or the end, and leaves the rest to us. Where the input was
  /// shut to wake the receiver there is nothing to be read.
  private void linger() {
    long until = wire.timers().nanos() + deadlines.linger().toNanos();
    Timers.Cancel timer = wire.timers().at(until, this::wakeReceiver);
    Sink sink = new Sink(pipe.buffers());
    reading.lock();
    try {
      readAway(sink, until);
    } catch (IOException _) {
      // a reset ends the waiting just as well
    } finally {
      reading.unlock();
      sink.leave();
      timer.cancel();
      free();
    }
  }

  /// Looks at the time before each read: it may be over already, and have woken another reader.
  private void readAway(Sink sink, long until) throws IOException {
    boolean late = wasWoken(); // the first end may be a wake-up that came late; a real one stays
    for (int all = 0; wire.timers().nanos() < until && all < Defaults.LINGER_BYTES; ) {
      int count = pipe.read(sink);
      if (count >= 0) all += count;
      else if (late) late = false;
      else return;
    }
  }

  /// Puts what comes behind what is here.
  private final class Arriving implements StreamPipe.Landing {
    @Override
    public ByteBuffer room() {
      return in.space();
    }

    @Override
    public void leave() {
      in.leave();
    }
  }
}
