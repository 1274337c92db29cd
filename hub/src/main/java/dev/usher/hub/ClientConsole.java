package dev.usher.hub;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.utils.AttributedString;

/// Somebody at a terminal who talks with one of their contacts, and may turn to another.
final class ClientConsole extends ChatConsole {
  private final Path book;
  private final Recipients recipients;
  private final ChatClient client;

  ClientConsole(
      Desk desk, ContactNames names, Path book, Recipients recipients, ChatClient client) {
    super(desk, names, false);
    this.book = book;
    this.recipients = recipients;
    this.client = client;
  }

  @Override
  boolean followsLastSender() {
    return false;
  }

  @Override
  String elsewhere() {
    return "; they are kept nowhere";
  }

  @Override
  boolean act(Typed typed) throws Complaint, IOException {
    switch (typed) {
      case Typed.Say(String text) -> {
        if (ChatClient.leaves(text)) return false;
        client.say(recipient(), text);
      }
      case Typed.SayTo(String who, String text) -> client.say(recipients.find(who), text);
      case Typed.To(String who) -> turnTo(recipients.find(who));
      case Typed.Who _ -> print(new Menu(ContactBook.read(book)).text());
      case Typed.Recall _ -> throw unknown("/history");
      case Typed.Help _ -> help();
      case Typed.Unknown(String command) -> throw unknown(command);
      case Typed.Nothing _ -> {}
      case Typed.Quit _ -> {
        return false;
      }
    }
    return true;
  }

  /// Lets the person choose whom to talk to, from the contact book or by address.
  ///
  /// @param mayWait whether they may also choose nobody, and wait for somebody to write
  /// @return whether they want to chat at all
  boolean choose(boolean mayWait) throws Complaint {
    Menu menu = new Menu(ContactBook.read(book));
    print(menu.text());
    while (true) {
      String line = desk.line("whom? (number, name or address)> ");
      if (line == null || ChatClient.leaves(line)) return false;
      if (line.isBlank() && mayWait) return true;
      if (line.isBlank()) continue;
      try {
        turnTo(recipients.find(menu.chosen(line.strip())));
        return true;
      } catch (Complaint e) {
        desk.note(e.getMessage());
      }
    }
  }

  private void print(String text) {
    if (!text.isEmpty()) desk.print(new AttributedString(text));
  }

  private void help() {
    print(
        """
        TEXT            to whom the prompt names
        /to WHO         from now on to a contact, or an ADDRESS
        @WHO TEXT       this one to somebody else
        /who            your contacts
        quit, /quit     leaves; so does Ctrl-D
        //TEXT, @@TEXT  a text that begins with / or @\
        """);
  }
}
