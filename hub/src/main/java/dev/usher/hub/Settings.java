package dev.usher.hub;

import dev.usher.services.AddressException;
import dev.usher.services.Service;
import dev.usher.services.files.StoreLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a hub is to be.
///
/// @param known all that can be said
/// @param told all that was, which [Known#check] has found to make sense
/// @param readyFile null for none
/// @param limits of the file store
record Settings(
    Known known,
    Told told,
    Path data,
    @Nullable Path readyFile,
    boolean lan,
    boolean allowShell,
    StoreLimits limits) {
  /// Those of a hub that was told this.
  ///
  /// @throws Complaint when it makes no sense
  static Settings of(Known known, Told told) throws Complaint {
    known.check(told);
    Map<String, String> hub = told.texts("");
    try {
      return new Settings(
          known,
          told,
          HubOptions.DATA.in(hub),
          HubOptions.READY_FILE.said(hub),
          HubOptions.LAN.in(hub),
          HubOptions.ALLOW_SHELL.in(hub),
          StoreLimits.of(told.texts("files")));
    } catch (AddressException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  /// The services as they are to be; nothing is made before a door opens.
  List<Service> services(Consumer<String> news) {
    return Services.all(data, limits, news);
  }

  /// What these services will open.
  Plan plan(List<Service> services) throws Complaint {
    return Plan.of(services, told, lan ? Lan.addresses() : List.of());
  }
}
