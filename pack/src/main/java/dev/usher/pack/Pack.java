package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `usher pack`: the command line. The launcher gives the source tree and its options for modules
/// as system properties.
final class Pack {
  private Pack() {}

  public static void main(String... arguments) throws InterruptedException {
    if (Request.wantsHelp(arguments)) {
      System.out.print(Request.HELP);
      return;
    }
    Path home = Path.of(System.getProperty("usher.home"));
    try {
      Request request = Request.of(home, System.getProperty("usher.modules"), arguments);
      try {
        System.out.print(Report.of(pack(request)));
      } catch (Trouble e) {
        fail(1, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        fail(1, e.toString());
      }
    } catch (Trouble e) {
      fail(2, String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> pack(Request request)
      throws IOException, InterruptedException, Trouble {
    Platform platform = Platform.here();
    Tool.need("tar", "tar");
    Tool.need("xz", "xz-utils");
    Libraries libraries = Libraries.of(request.home().resolve("hub", "target", "usher"));
    Path templates = request.home().resolve("hub", "src", "pack");
    long time = SourceTime.of(request.home(), libraries.hubJar());
    Path work = Scratch.create(request.home().resolve("target"));
    return new Packing(request, libraries, platform, templates, work).run(time);
  }

  private static void fail(int exit, String message) {
    System.err.println("usher: pack: " + message);
    System.exit(exit);
  }
}
