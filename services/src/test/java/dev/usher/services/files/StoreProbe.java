package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.fetch;
import static dev.usher.services.files.Shop.incoming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// What [StoreProcessTest] runs in a JVM of its own. Says what happens, a line each.
final class StoreProbe {
  private static final byte[] OLD = content(2 * Blocks.SIZE, 1);
  private static final byte[] CONTENT = content(6 * Blocks.SIZE, 2);
  private static final StoreLimits TO_THE_LAST =
      new StoreLimits(StoreLimits.NONE, 0, false, Duration.ofDays(7));

  private StoreProbe() {}

  /// @param arguments what to do, and a folder
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    try (Shop shop = Shop.in(folder, TO_THE_LAST)) {
      switch (arguments[0]) {
        case "open" -> say("opened");
        case "use" -> use(shop);
        case "cross" -> cross(shop);
        case "fill" -> fill(shop, folder.resolve("another program's"));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (StoreException e) {
      say(e.trouble() + ": " + e.getMessage());
    }
  }

  private static void say(String text) {
    System.out.println(text);
  }

  private static void use(Shop shop) throws Exception {
    say("linux " + LinuxFolder.AVAILABLE);
    say("" + shop.put("a/b", OLD, Conflict.REFUSE).path());
    say("" + shop.put("a/b", CONTENT, Conflict.RENAME).path());
    say("" + shop.putTogether(Durability.BATCH, Conflict.REPLACE, "a/b", "x", "ü", "y").size());
    say("" + shop.listed());
  }

  /// The folder `mounted` is another file system.
  private static void cross(Shop shop) throws Exception {
    try {
      shop.store().receive(incoming("mounted/new/a", 1), Durability.NONE);
    } catch (StoreException e) {
      say(e.trouble() + ": " + e.getMessage());
    }
    for (Outcome outcome :
        shop.putTogether(Durability.NONE, Conflict.REFUSE, "mounted/b", "x", "c", "x")) {
      say(outcome instanceof Outcome.Refused no ? "" + no.why().trouble() : "stored");
    }
    say("" + shop.listed() + shop.partials());
  }

  private static void fill(Shop shop, Path other) throws Exception {
    shop.put("a", OLD, Conflict.REFUSE);
    try (Partial partial = receive(shop)) {
      fetch(partial, CONTENT, 2);
      try (var rest = Files.newOutputStream(other)) {
        while (true) rest.write(new byte[4_096]);
      } catch (IOException _) {
        say("full");
      }
      fetch(partial, CONTENT, 6);
    } catch (StoreException e) {
      say("" + e.trouble());
    }
    say("old " + Arrays.equals(OLD, Files.readAllBytes(shop.file("a"))));
    try (Partial partial = receive(shop)) {
      say("began with " + partial.resumedBytes());
    } catch (StoreException e) {
      say("" + e.trouble());
    }
    Files.delete(other);
    try (Partial partial = receive(shop)) {
      say("resumed " + partial.resumedBytes() / Blocks.SIZE);
      say("sent " + fetch(partial, CONTENT, 6));
      partial.publish(Conflict.REPLACE);
    }
    say("new " + Arrays.equals(CONTENT, Files.readAllBytes(shop.file("a"))));
  }

  private static Partial receive(Shop shop) throws StoreException {
    return shop.store().receive(incoming("a", CONTENT.length), Durability.BATCH);
  }
}
