package dev.usher.hub;

import dev.usher.services.chat.ChatHost;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.History;
import dev.usher.services.chat.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jline.utils.AttributedString;

/// An operator at a terminal who answers many people.
///
/// A plain line goes to whom the prompt names: to the last sender, but never to another one than
/// stood there when the line was begun (rule H10).
final class HostConsole extends ChatConsole {
  private static final int USUAL_HISTORY = 20;
  private static final int MOST_HISTORY = 1_000;
  private static final int MOST_GUESTS = 50;

  private final History history;
  private final ChatHost host;
  private final Recipients recipients;

  HostConsole(
      Desk desk, ContactNames names, History history, ChatHost host, Recipients recipients) {
    super(desk, names, true);
    this.history = history;
    this.host = host;
    this.recipients = recipients;
  }

  @Override
  boolean followsLastSender() {
    return true;
  }

  @Override
  String elsewhere() {
    return "; /history has them";
  }

  @Override
  boolean act(Typed typed) throws Complaint, IOException {
    switch (typed) {
      case Typed.Say(String text) -> host.say(recipient(), text);
      case Typed.SayTo(String who, String text) -> host.say(recipients.find(who), text);
      case Typed.To(String who) -> turnTo(recipients.find(who));
      case Typed.Who _ -> who();
      case Typed.Recall(String about) -> history(about);
      case Typed.Help _ -> help();
      case Typed.Unknown(String command) -> throw unknown(command);
      case Typed.Nothing _ -> {}
      case Typed.Quit _ -> {
        return false;
      }
    }
    return true;
  }

  private void who() {
    List<Guest> guests = host.guests().latestFirst();
    if (guests.isEmpty()) desk.note("nobody has written yet");
    StringBuilder rows = new StringBuilder();
    for (Guest each : guests.subList(0, Math.min(guests.size(), MOST_GUESTS))) {
      if (!rows.isEmpty()) rows.append('\n');
      String name = names.of(each.address());
      rows.append("[").append(each.number()).append("] ").append(Message.address(each.address()));
      if (name != null) rows.append(' ').append(name);
      rows.append(", ")
          .append(each.messages())
          .append(each.messages() == 1 ? " message" : " messages");
      rows.append(", the last ").append(ago(each.lastHeard())).append(" ago");
    }
    if (guests.size() > MOST_GUESTS) {
      rows.append("\nand ").append(guests.size() - MOST_GUESTS).append(" before them");
    }
    if (!rows.isEmpty()) desk.print(new AttributedString(rows));
  }

  private static String ago(Instant time) {
    Duration passed = Duration.between(time, Instant.now());
    if (passed.compareTo(Duration.ofMinutes(2)) < 0) return Math.max(0, passed.toSeconds()) + "s";
    return passed.compareTo(Duration.ofHours(2)) < 0
        ? passed.toMinutes() + "m"
        : passed.toHours() + "h";
  }

  private void history(String about) throws Complaint {
    boolean count = about.matches("[0-9]{1,4}");
    Predicate<Message> wanted = _ -> true;
    if (!about.isEmpty() && !count) {
      InetSocketAddress peer = recipients.find(about.startsWith("@") ? about.substring(1) : about);
      wanted = message -> message.peer().equals(peer) || about.equals(message.name());
    }
    int most = count ? Math.min(MOST_HISTORY, Integer.parseInt(about)) : USUAL_HISTORY;
    try {
      List<Message> messages = history.last(most, wanted);
      if (messages.isEmpty()) desk.note("nothing yet");
      Bubble bubble = bubble();
      for (Message each : messages) desk.print(bubble.of(each, 0));
    } catch (IOException e) {
      throw Complaint.failure("cannot read the history: " + DataFolder.cause(e));
    }
  }

  private void help() {
    desk.print(
        new AttributedString(
            """
            TEXT                to whom the prompt names: the last who wrote
            @WHO TEXT           to a contact, a number of /who, or an ADDRESS
            @WHO                from now on to them, until somebody else writes
            /who                who has written
            /history [WHO|N]    what was said, with somebody, or the last N
            /quit               leaves; so does Ctrl-D
            //TEXT, @@TEXT      a text that begins with / or @\
            """));
  }
}
