package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `usher pack`: the command line. The launcher gives the source tree and its options for modules
/// as system properties.
final class Pack {
  private Pack() {}

  public static void main(String... arguments) throws InterruptedException {
    try {
      if (Request.wantsHelp(arguments)) {
        System.out.print(Request.HELP);
        return;
      }
      Path home = Path.of(System.getProperty("usher.home"));
      System.out.print(
          Report.of(pack(Request.of(home, System.getProperty("usher.modules"), arguments))));
    } catch (Trouble e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(e.toString());
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

  private static void fail(String message) {
    System.err.println("usher: pack: " + message);
    System.exit(1);
  }
}
