package dev.usher.hub;

import dev.usher.services.chat.ChatHost;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.History;
import dev.usher.services.chat.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// An operator at a terminal who answers many people.
///
/// A plain line goes to whom the prompt names: to the last sender, but never to another one than
/// stood there when the line was begun (rule H10).
final class HostConsole implements Showing.Surface {
  private static final int USUAL_HISTORY = 20;
  private static final int MOST_HISTORY = 1_000;
  private static final int MOST_GUESTS = 50;
  private static final int MOST_NAMED = 3;

  private final Desk desk;
  private final ContactNames names;
  private final History history;
  private volatile @Nullable InetSocketAddress recipient; // of the line being typed
  private volatile @Nullable InetSocketAddress latest; // of the line after it

  HostConsole(Desk desk, ContactNames names, History history) {
    this.desk = desk;
    this.names = names;
    this.history = history;
  }

  @Override
  public void show(List<Showing.Item> items) {
    Bubble bubble = new Bubble(desk.width(), desk.colours());
    List<AttributedString> rows = new ArrayList<>();
    for (Showing.Item each : items) rows.add(bubble.of(each.message(), each.guest().number()));
    latest = items.getLast().guest().address();
    if (recipient == null || !desk.typing()) {
      recipient = latest;
      desk.prompt(prompt());
    }
    desk.print(AttributedString.join(new AttributedString("\n"), rows));
  }

  @Override
  public void tell(Showing.Rest rest) {
    StringBuilder text =
        new StringBuilder("and " + rest.messages() + " more, too fast to show, from ");
    List<InetSocketAddress> senders = rest.senders();
    if (senders.size() > MOST_NAMED) text.append(senders.size() + " senders");
    else text.append(String.join(", ", senders.stream().map(this::called).toList()));
    desk.note(text.append("; /history has them").toString());
  }

  private String called(InetSocketAddress peer) {
    String name = names.of(peer);
    return name == null ? Message.address(peer) : name;
  }

  private String prompt() {
    InetSocketAddress to = recipient;
    return (to == null ? "to nobody yet" : "to " + called(to)) + "> ";
  }

  /// Lets the operator type until they leave.
  void operate(ChatHost host, Recipients recipients) {
    while (true) {
      InetSocketAddress latest = this.latest;
      if (latest != null) recipient = latest;
      String line = desk.line(prompt());
      if (line == null) return;
      try {
        if (!act(Typed.parse(line), host, recipients)) return;
      } catch (Complaint e) {
        desk.note(e.getMessage());
      } catch (IOException | IllegalArgumentException e) {
        desk.note("not sent: " + e.getMessage());
      }
    }
  }

  private boolean act(Typed typed, ChatHost host, Recipients recipients)
      throws Complaint, IOException {
    switch (typed) {
      case Typed.Say(String text) -> {
        InetSocketAddress to = recipient;
        if (to == null)
          throw Complaint.failure("nobody has written yet; @ADDRESS TEXT writes first");
        host.say(to, text);
      }
      case Typed.SayTo(String who, String text) -> host.say(recipients.find(who), text);
      case Typed.To(String who) -> latest = recipients.find(who);
      case Typed.Who _ -> who(host);
      case Typed.History(String about) -> history(about, recipients);
      case Typed.Help _ -> help();
      case Typed.Unknown(String command) ->
          throw Complaint.failure(
              command + " is no command; /help lists them, // begins a text with /");
      case Typed.Nothing _ -> {}
      case Typed.Quit _ -> {
        return false;
      }
    }
    return true;
  }

  private void who(ChatHost host) {
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

  private void history(String about, Recipients recipients) throws Complaint {
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
      Bubble bubble = new Bubble(desk.width(), desk.colours());
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
