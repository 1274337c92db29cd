package dev.usher.services.command;

import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.StreamFraming;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `command.text`: a command line in; stderr, else stdout, else the success text, out.
final class TextDoor implements Door {
  private static final int PORT = 7514;

  private final Path log;

  TextDoor(Path log) {
    this.log = log;
  }

  @Override
  public String name() {
    return "command.text";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", PORT), Address.udp("127.0.0.1", PORT));
  }

  @Override
  public boolean started() {
    return false;
  }

  @Override
  public Power power() {
    return Power.RUNS;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(CommandOptions.ALL);
    options.addAll(Rate.USUAL.options());
    return options;
  }

  @Override
  public String tryIt(Address at) {
    return "usher command " + at + " -- date";
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    CommandOptions options = CommandOptions.of(at.address().options());
    if (!Files.isExecutable(Shell.PATH)) throw new IOException("there is no " + Shell.PATH);
    Shell shell = new Shell(options, new CommandLog(log));
    Leftovers.end();
    return switch (at.address().scheme()) {
      case TCP, UNIX ->
          at.streams()
              .framing(StreamFraming.chunks(StreamSplitter.LONGEST))
              .deadlines(d -> d.idle(longer(d.idle(), options.time())))
              .start(client -> new Visit(client, options, shell, new StreamSplitter()).hold());
      case UDP ->
          at.packetsOfClients(Rate.USUAL)
              .framing(PacketFraming.bytes())
              .start(client -> new Visit(client, options, shell, new PacketSplitter()).hold());
    };
  }

  /// As long as a command may run somebody listens for the client to go (C11).
  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
