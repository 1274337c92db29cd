/// The hub's services, one package each, on the kit's exported API.
///
/// Each has its doors, to be opened in a program of your own as the hub opens them:
///
/// ```java
/// Door ntp = TimeService.create().door("time.ntp");
/// var at = new Doorway(ntp.addresses().getFirst(), Set.of(), ServerEvents.uncaught());
/// Running open = ntp.open(at);
/// ```
///
/// And some have what you call: [dev.usher.services.time.NtpClient] and
/// [dev.usher.services.time.Strftime], [dev.usher.services.files.FileClient] and
/// [dev.usher.services.files.UploadClient], [dev.usher.services.chat.ChatHost].
module dev.usher.services {
  requires transitive dev.usher.kit;
  requires static org.jspecify;
  requires transitive tools.jackson.core;

  exports dev.usher.services;
  exports dev.usher.services.chat;
  exports dev.usher.services.command;
  exports dev.usher.services.echo;
  exports dev.usher.services.files;
  exports dev.usher.services.time;
}
