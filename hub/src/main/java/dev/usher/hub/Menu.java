package dev.usher.hub;

import java.util.List;
import org.jline.utils.AttributedString;

/// The contact book as a numbered list.
///
/// @param book whose contacts
record Menu(ContactBook book) {
  /// A line for each, without a line end behind the last; empty when there is nobody.
  String text() {
    List<Contact> contacts = book.contacts();
    int widest = 0;
    for (Contact each : contacts) widest = Math.max(widest, columns(each));
    StringBuilder text = new StringBuilder();
    for (Contact each : contacts) {
      if (!text.isEmpty()) text.append('\n');
      text.append("%3d  ".formatted(1 + contacts.indexOf(each))).append(each.name());
      text.append(" ".repeat(widest - columns(each) + 2)).append(each.written());
    }
    return text.toString();
  }

  private static int columns(Contact contact) {
    return new AttributedString(contact.name()).columnLength();
  }

  /// The name behind a number of the list; anything else as it is.
  String chosen(String answer) throws Complaint {
    if (!answer.matches("[0-9]{1,6}")) return answer;
    int number = Integer.parseInt(answer);
    if (number >= 1 && number <= book.contacts().size()) {
      return book.contacts().get(number - 1).name();
    }
    throw Complaint.failure("there is no number " + answer);
  }
}
