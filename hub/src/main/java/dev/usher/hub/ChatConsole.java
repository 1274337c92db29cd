package dev.usher.hub;

import dev.usher.services.chat.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// Somebody at a terminal who chats: messages appear above the line being typed, and the prompt
/// says to whom that line will go.
abstract sealed class ChatConsole implements Showing.Surface permits HostConsole, ClientConsole {
  private static final int MOST_NAMED = 3;
  private static final AttributedString LINE_END = new AttributedString("\n");

  final Desk desk;
  final ContactNames names;
  private final boolean numbers;
  private volatile @Nullable InetSocketAddress recipient; // of the line being typed
  private volatile @Nullable InetSocketAddress next; // of the line after it

  /// @param numbers whether senders are shown by number and address, and not just by their name
  ChatConsole(Desk desk, ContactNames names, boolean numbers) {
    this.desk = desk;
    this.names = names;
    this.numbers = numbers;
    desk.whenLineBegins(this::follow);
  }

  /// The line goes to the latest recipient.
  private void follow() {
    InetSocketAddress to = next;
    if (to == null || to.equals(recipient)) return;
    recipient = to;
    desk.prompt(prompt());
  }

  /// Does what was typed; false when that was to leave.
  abstract boolean act(Typed typed) throws Complaint, IOException;

  /// Whether plain lines go to whoever wrote last.
  abstract boolean followsLastSender();

  @Override
  public final void show(List<Showing.Item> items) {
    Bubble bubble = bubble();
    List<AttributedString> rows = new ArrayList<>();
    for (Showing.Item each : items) rows.add(bubble.of(each.message(), each.guest().number()));
    if (followsLastSender() || recipient == null) turnToSender(items.getLast().guest().address());
    desk.print(AttributedString.join(LINE_END, rows));
  }

  final Bubble bubble() {
    return new Bubble(desk.width(), desk.colours(), numbers);
  }

  /// From now on plain lines go there.
  final void turnTo(InetSocketAddress to) {
    next = to;
    recipient = to;
  }

  /// Somebody wrote: plain lines go there; but not one that was begun for somebody else.
  private void turnToSender(InetSocketAddress sender) {
    next = sender;
    if (recipient == null || desk.atEmptyLine()) follow();
  }

  @Override
  public final void tell(Showing.Rest rest) {
    List<InetSocketAddress> senders = rest.senders();
    String who =
        senders.size() > MOST_NAMED
            ? senders.size() + " senders"
            : String.join(", ", senders.stream().map(this::called).toList());
    desk.note(rest.messages() + " more came too fast to be shown, from " + who + elsewhere());
  }

  /// Where messages are that were not shown, if anywhere.
  abstract String elsewhere();

  final String called(InetSocketAddress peer) {
    String name = names.of(peer);
    return name == null ? Message.address(peer) : name;
  }

  private String prompt() {
    InetSocketAddress to = recipient;
    return (to == null ? "to nobody yet" : "to " + called(to)) + "> ";
  }

  /// To whom a plain line goes.
  ///
  /// @throws Complaint when nobody is known yet
  final InetSocketAddress recipient() throws Complaint {
    InetSocketAddress to = recipient;
    if (to == null) throw Complaint.failure("nobody has written yet; @ADDRESS TEXT writes first");
    return to;
  }

  /// Lets the person type until they leave.
  final void operate() {
    while (true) {
      String line = desk.line(prompt());
      if (line == null) return;
      try {
        if (!act(Typed.parse(line))) return;
      } catch (Complaint e) {
        desk.note(e.getMessage());
      } catch (IOException | IllegalArgumentException e) {
        desk.note("not sent: " + e.getMessage());
      }
    }
  }

  static Complaint unknown(String command) {
    return Complaint.failure(
        command + " is no command here; /help lists them, and // begins a text with /");
  }
}
