package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.Door.Power;

/// What a person must have said before a door opens that runs programs.
final class ShellGate {
  private ShellGate() {}

  /// Refuses a plan that opens such a door without being allowed to, or off loopback to everybody.
  static void check(Plan plan, boolean allowShell) throws Complaint {
    for (Plan.Opening opening : plan.openings()) {
      if (opening.door().power() != Power.RUNS) continue;
      String name = opening.door().name();
      Address address = opening.address();
      if (!allowShell) {
        throw Complaint.usage(
            name
                + " runs any command of whoever connects, as this user; if that is what you want, "
                + allowing(opening.origin()));
      }
      if (!address.local() && !address.options().containsKey("from")) {
        throw Complaint.usage(
            name
                + " at "
                + address
                + " would run commands of every machine that reaches it; say whose, as in "
                + whose(opening));
      }
    }
  }

  private static String allowing(Origin origin) {
    return switch (origin) {
      case Origin.InFile at -> "write allow-shell = true at the top of " + at.file();
      case Origin.Usual _, Origin.ByOption _ -> "add --allow-shell";
    };
  }

  private static String whose(Plan.Opening opening) {
    String name = opening.door().name();
    return switch (opening.origin()) {
      case Origin.InFile at -> "from = [\"192.168.0.0/16\"] in [" + name + "] of " + at.file();
      case Origin.Usual _, Origin.ByOption _ ->
          "--listen '" + name + "=" + opening.address() + "?from=192.168.0.0/16'";
    };
  }

  /// What is open, and to whom; empty when no such door is.
  static String banner(Plan plan, Hub hub) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hub.doors().size(); i++) {
      Hub.OpenDoor open = hub.doors().get(i);
      if (open.door().power() != Power.RUNS) continue;
      text.append("usher: ")
          .append(open.door().name())
          .append(" at ")
          .append(open.address())
          .append(" runs any command as ")
          .append(System.getProperty("user.name"))
          .append(", for ")
          .append(whom(plan.openings().get(i).address()))
          .append('\n');
    }
    return text.toString();
  }

  private static String whom(Address asked) {
    String from = asked.options().get("from");
    if (from != null) return "clients from " + from;
    return "every program on this machine";
  }
}
