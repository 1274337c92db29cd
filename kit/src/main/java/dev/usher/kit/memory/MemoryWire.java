package dev.usher.kit.memory;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.UnixName;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The one implementation of [MemoryNetwork]: addresses, clock and threads, brought together.
final class MemoryWire implements MemoryNetwork, Wire {
  /// What Linux gives a datagram socket, in bytes.
  private static final int PACKET_ROOM = 208 * 1024;

  private final long seed;
  private final Crew crew = new Crew(Duration.ofMinutes(1));
  private final Agenda agenda = new Agenda(crew);
  private final AddressBook<MemoryListener> listeners = new AddressBook<>();
  private final AddressBook<MemoryPackets> sockets = new AddressBook<>();
  private final Map<SocketAddress, Integer> clients = new ConcurrentHashMap<>();
  private final Set<Flow> flows =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final AtomicInteger names = new AtomicInteger(); // given to sockets that chose none
  private final ReentrantLock moving = new ReentrantLock();
  private volatile Function<String, Faults> faults = _ -> Faults.none();

  MemoryWire(long seed) {
    this.seed = seed;
  }

  @Override
  public StreamListener listen(SocketAddress at, SocketSettings settings) throws IOException {
    return listeners.bind(
        at, address -> new MemoryListener(address, settings.backlog(), agenda, listeners::release));
  }

  @Override
  public StreamPipe connect(SocketAddress to, SocketSettings settings, Duration within)
      throws IOException {
    MemoryListener listener = listeners.find(to);
    String there = AddressBook.text(to);
    if (listener == null) throw new ConnectException("nobody listens at " + there);
    String client = "client " + clients.merge(to, 1, Integer::sum);
    SocketAddress local =
        to instanceof InetSocketAddress inet
            ? listeners.free(AddressBook.near(inet))
            : UnixDomainSocketAddress.of("");
    ReentrantLock lock = new ReentrantLock();
    Flow going = flow(client + " → " + there, lock);
    Flow coming = flow(there + " → " + client, lock);
    listener.connect(new MemoryPipe(going, coming, lock, to, local), within);
    return new MemoryPipe(coming, going, lock, local, to);
  }

  private Flow flow(String name, ReentrantLock lock) {
    Flow flow = new Flow(link(name), agenda, lock);
    flows.add(flow);
    return flow;
  }

  private Link link(String name) {
    return new Link(name, seed, () -> faults.apply(name));
  }

  @Override
  public PacketPipe bind(SocketAddress at, SocketSettings settings, int largest)
      throws IOException {
    int room = settings.receiveBuffer() > 0 ? settings.receiveBuffer() : PACKET_ROOM;
    return sockets.bind(at, address -> new MemoryPackets(address, null, largest, room, this));
  }

  @Override
  public PacketPipe bindTo(SocketAddress peer, SocketSettings settings, int largest)
      throws IOException {
    int room = settings.receiveBuffer() > 0 ? settings.receiveBuffer() : PACKET_ROOM;
    SocketAddress local =
        peer instanceof InetSocketAddress inet
            ? new InetSocketAddress(AddressBook.near(inet), 0)
            : UnixName.numbered(names.incrementAndGet());
    return sockets.bind(local, address -> new MemoryPackets(address, peer, largest, room, this));
  }

  void release(MemoryPackets socket) {
    sockets.release(socket.address(), socket);
  }

  /// Makes the links from a datagram socket, by the address at the other end.
  Function<SocketAddress, PacketLink> linkFrom(MemoryPackets sender) {
    return to -> {
      SocketAddress from = source(sender.address(), to);
      Link link = link(AddressBook.text(from) + " → " + AddressBook.text(to));
      return new PacketLink(link, agenda, packet -> arrive(packet, sender, from, to));
    };
  }

  private void arrive(byte[] packet, MemoryPackets sender, SocketAddress from, SocketAddress to) {
    MemoryPackets receiver = sockets.find(to);
    if (receiver == null) sender.unreachable();
    else receiver.arrive(from, packet);
  }

  /// A socket that is bound to all addresses sends from the one that is nearest to the receiver.
  private static SocketAddress source(SocketAddress bound, SocketAddress to) {
    if (!(bound instanceof InetSocketAddress local) || !local.getAddress().isAnyLocalAddress()) {
      return bound;
    }
    return new InetSocketAddress(AddressBook.near((InetSocketAddress) to), local.getPort());
  }

  @Override
  public Agenda timers() {
    return agenda;
  }

  @Override
  public Thread thread(String name, Runnable conversation) {
    return crew.thread(name, conversation);
  }

  @Override
  public Thread intake(String name, Runnable receiving) {
    return crew.thread(name, receiving);
  }

  /// Nobody else lingers: a test's thread may be the one that is to move the clock, and a handler's
  /// may be the one that the test waits for.
  @Override
  public void finish(Runnable lingering) {
    crew.thread("usher lingers", lingering).start();
  }

  @Override
  public MemoryNetwork faults(Function<String, Faults> byLink) {
    faults = byLink;
    synchronized (flows) {
      flows.forEach(Flow::reconsider);
    }
    return this;
  }

  @Override
  public void advance(Duration by) {
    if (by.isNegative()) throw new IllegalArgumentException("time does not go back by " + by);
    moving.lock();
    try {
      long until = Math.addExact(agenda.nanos(), by.toNanos());
      settle();
      for (Runnable due; (due = agenda.next(until)) != null; ) {
        due.run();
        settle();
      }
      agenda.moveTo(until);
    } finally {
      moving.unlock();
    }
  }

  @Override
  public void settle() {
    crew.settle();
  }

  @Override
  public <T> Future<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    crew.thread("started by the test", future).start();
    return future;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(agenda.nanos());
  }

  @Override
  public String toString() {
    return "MemoryNetwork.seeded(" + seed + "), advanced by " + elapsed();
  }
}
