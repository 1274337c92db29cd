package dev.usher.kit.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrEventsTest {
  @TempDir Path folder;

  @Test
  void aRecordingTellsTheLifeOfAServer() throws Exception {
    SocketAddress address;
    try (var recording = new Recording()) {
      recording.start();
      try (var running =
          Server.tcp(0)
              .framing(StreamFraming.lines())
              .events(new JfrEvents())
              .start(client -> {
                if ("fail".equals(client.receive())) throw new IllegalStateException("as asked");
              })) {
        address = running.address();
        talk(address, "well");
        talk(address, "fail");
        assertThat(running.drain(Duration.ofMinutes(1)).clean()).isTrue();
      }
      recording.dump(folder.resolve("r.jfr"));
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(folder.resolve("r.jfr"));
    assertThat(of(events, "usher.Conversation"))
        .extracting(e -> e.getString("ended"))
        .containsExactlyInAnyOrder("ByHandler", "Failed");
    assertThat(of(events, "usher.Failed"))
        .singleElement()
        .satisfies(e -> assertThat(e.getString("why")).contains("as asked"));
    assertThat(of(events, "usher.Listen"))
        .extracting(e -> e.getString("server"))
        .containsOnly(address.toString())
        .hasSize(2);
    assertThat(of(events, "usher.Drain")).hasSize(1);
  }

  private static void talk(SocketAddress address, String line) throws Exception {
    try (var client = Client.at(address).framing(StreamFraming.lines()).connect()) {
      client.send(line);
      assertThat(client.receive()).isNull();
    }
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
    return events.stream().filter(e -> e.getEventType().getName().equals(name)).toList();
  }
}
