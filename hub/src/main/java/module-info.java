/// The hub: one program that runs the services behind their doors.
@SuppressWarnings("requires-automatic") // tomlj names its module in the manifest only
module dev.usher.hub {
  requires jdk.jfr;
  requires dev.usher.kit;
  requires dev.usher.services;
  requires info.picocli;
  requires jdk.unsupported; // signals, by way of JLine
  requires org.jline.reader;
  requires org.jline.terminal;
  requires static org.jspecify;
  requires org.antlr.antlr4.runtime; // of tomlj, which cannot say so itself
  requires org.tomlj;

  opens dev.usher.hub to
      info.picocli; // it fills fields marked as options
}
