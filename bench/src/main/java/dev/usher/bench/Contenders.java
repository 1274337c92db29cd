package dev.usher.bench;

import static dev.usher.bench.Protocol.LINES;
import static dev.usher.bench.Protocol.NTP;
import static dev.usher.bench.Protocol.TCP;
import static dev.usher.bench.Protocol.UDP;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Who takes part, in the order of the tables. What cannot run here is left out, and told.
final class Contenders {
  private static final List<String> TRANSPORTS = List.of("nio", "linux");
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow"; // for Netty

  private final List<Contender> all = new ArrayList<>();
  private final Map<String, Path> beside;
  private final List<NettyTransport> netty = new ArrayList<>();

  private Contenders(Map<String, Path> beside) {
    this.beside = beside;
  }

  /// Those that echo.
  ///
  /// @param beside other builds of the kit: name → classes
  static List<Contender> echo(Map<String, Path> beside) {
    Contenders contenders = new Contenders(beside);
    contenders.lookForNetty();
    contenders.addTcp();
    contenders.addLines();
    contenders.addUdp();
    return contenders.all;
  }

  private void lookForNetty() {
    for (NettyTransport transport : NettyTransport.values()) {
      String why = transport.missing();
      if (why.isEmpty()) netty.add(transport);
      else System.out.println("Without Netty " + transport + ": " + why);
    }
  }

  private void addTcp() {
    peer("C epoll", TCP, "gcc", "one thread, edge-triggered (peers/echo.c)", "sh", "c", "tcp");
    peer("Go net", TCP, "go", "a goroutine for each (peers/echo.go)", "sh", "go", "tcp");
    netty(TCP, "", "Netty 4.2, one event loop, bytes back as they come", "bytes");
    java("NIO selector", TCP, "one thread that never blocks", PlainSelector.class);
    java("plain Socket", TCP, "a virtual thread for each java.net.Socket", PlainTcp.class);
    kits(TCP, "chunks");
    peer("Python asyncio", TCP, "python3", "a Protocol (peers/async.py)", "python3", "async.py");
    peer(
        "Python ThreadingTCPServer",
        TCP,
        "python3",
        "a thread for each, as its manual shows it (peers/tcp.py)",
        "python3",
        "tcp.py");
  }

  private void addLines() {
    netty(LINES, " lines", "LineBasedFrameDecoder, StringDecoder, StringEncoder", "lines");
    netty(LINES, " lines in place", "LineBasedFrameDecoder, upper-cased in its buffer", "in-place");
    java(
        "plain Socket lines",
        LINES,
        "a virtual thread for each, BufferedReader and BufferedWriter",
        PlainTcp.class,
        "lines");
    kits(LINES, "lines");
  }

  private void addUdp() {
    peer("C recvmmsg", UDP, "gcc", "recvmmsg, sendmmsg (peers/echo.c)", "sh", "c", "udp");
    peer("Go UDPConn", UDP, "go", "one goroutine (peers/echo.go)", "sh", "go", "udp");
    if (netty.contains(NettyTransport.EPOLL)) {
      String what = "recvmmsg, sendmmsg";
      all.add(Contender.java("Netty epoll UDP", UDP, what, NettyUdp.class).with(UNSAFE));
    }
    java("plain DatagramChannel", UDP, "a loop on a platform thread", PlainUdp.class);
    kits(UDP, "answer");
    kits(UDP, "peers");
    peer("Python UDPServer", UDP, "python3", "as its manual shows it", "python3", "udp.py");
  }

  /// Those that tell the time. Without chronyd, the first one is what the others are compared with.
  static List<Contender> ntp() {
    Contenders contenders = new Contenders(Map.of());
    contenders.addNtp();
    return contenders.all;
  }

  private void addNtp() {
    peer("chronyd", NTP, "chronyd", "a local clock of stratum 10", "sh", "chronyd");
    java("bare DatagramChannel", NTP, "the least that a client accepts", PlainUdp.class, "ntp");
    for (String transport : TRANSPORTS) all.add(Contender.kit(transport, NTP, "ntp"));
    java(
        "time.ntp",
        NTP,
        "the hub's door",
        HubDoor.class,
        "time.ntp",
        "udp://127.0.0.1:0?stratum=10");
  }

  private void java(String name, Protocol protocol, String what, Class<?> main, String... words) {
    all.add(Contender.java(name, protocol, what, main, words));
  }

  private void netty(Protocol protocol, String suffix, String what, String kind) {
    for (NettyTransport transport : netty) {
      String name = "Netty " + transport + suffix;
      String[] words = {transport.name(), kind};
      all.add(Contender.java(name, protocol, what, NettyTcp.class, words).with(UNSAFE));
    }
  }

  /// The kit on each transport, on `linux` also as whoever takes it as a library has it, and other
  /// builds of it.
  private void kits(Protocol protocol, String kind) {
    for (String transport : TRANSPORTS) all.add(Contender.kit(transport, protocol, kind));
    java(
        "linux " + kind + ", no Add-Opens",
        protocol,
        "the kit without our launcher, on the JDK's scheduler",
        KitEcho.class,
        "linux",
        kind);
    beside.forEach((name, classes) -> {
      for (String transport : TRANSPORTS) {
        Contender own = Contender.kit(transport, protocol, kind);
        all.add(own.with(classes, name + " " + own.name()));
      }
    });
  }

  /// A script of the peers, if a program that it needs is there.
  private void peer(
      String name, Protocol protocol, String needs, String what, String... interpreted) {
    if (!hasProgram(needs)) {
      System.out.println("Without " + name + ": there is no " + needs + ".");
      return;
    }
    List<String> command = new ArrayList<>(List.of(interpreted));
    command.set(1, Contender.HOME.resolve("peers").resolve(interpreted[1]).toString());
    all.add(new Contender(name, protocol, what, command));
  }

  private static boolean hasProgram(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
