/// The hub: one program that runs the services behind their doors.
module dev.usher.hub {
  requires jdk.jfr;
  requires dev.usher.kit;
  requires dev.usher.services;
  requires info.picocli;
  requires jdk.unsupported; // signals, by way of JLine
  requires org.jline.reader;
  requires org.jline.terminal;
  requires static org.jspecify;

  opens dev.usher.hub to
      info.picocli; // it fills fields marked as options
}
