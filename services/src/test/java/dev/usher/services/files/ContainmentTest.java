package dev.usher.services.files;

import static dev.usher.services.files.Shop.incoming;
import static dev.usher.services.files.Shop.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody on this machine makes a link out of a parent folder, and a folder out of the link, all
/// the time.
class ContainmentTest {
  private static final int OPERATIONS = Integer.getInteger("usher.containment", 20_000);
  private static final String KEPT = "outside".repeat(11); // as long as no file inside
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void nothingLandsOutsideWhileLinksAreSwappedIn() throws Exception {
    assumeTrue(LinuxFolder.AVAILABLE, "skipped: this system has no openat2, or bars it");
    Path outside = Files.createDirectories(folder.resolve("outside/deep")).getParent();
    Files.writeString(outside.resolve("deep/kept"), KEPT);
    AtomicInteger left = new AtomicInteger(OPERATIONS);
    AtomicInteger worked = new AtomicInteger();
    long end = System.nanoTime() + AT_MOST.toNanos();
    CountDownLatch swapped = new CountDownLatch(1);
    Swapping swapping = new Swapping(folder, outside, left, swapped);
    try (Shop shop = Shop.in(folder);
        var threads = Executors.newCachedThreadPool()) {
      shop.putTogether(Durability.NONE, Conflict.REFUSE, "swapped/deep/kept", "inside");
      Future<Integer> swaps = threads.submit(swapping);
      Callable<Integer> worker =
          () -> {
            Random random = new Random(left.get());
            int refused = 0;
            swapped.await();
            while (left.getAndDecrement() > 0) {
              if (System.nanoTime() > end) left.set(0);
              try {
                operate(shop, random);
                worked.incrementAndGet();
              } catch (StoreException _) {
                refused++;
              }
            }
            return refused;
          };
      Future<Integer> one = threads.submit(worker);
      Future<Integer> two = threads.submit(worker);
      assertThat(one.get() + two.get()).as("operations that met a link").isPositive();
      assertThat(swaps.get()).as("swaps").isPositive();
    }
    assertThat(worked).as("operations that did something").hasPositiveValue();
    try (var found = Files.walk(outside)) {
      assertThat(found)
          .containsExactlyInAnyOrder(
              outside, outside.resolve("deep"), outside.resolve("deep/kept"));
    }
    assertThat(outside.resolve("deep/kept")).hasContent(KEPT);
  }

  private static void operate(Shop shop, Random random) throws IOException {
    Store store = shop.store();
    String name = "swapped/deep/" + random.nextInt(8);
    switch (random.nextInt(8)) {
      case 0 -> shop.putTogether(Durability.NONE, Conflict.REPLACE, name, "x");
      case 1 -> shop.putTogether(Durability.NONE, Conflict.RENAME, name, "y" + random.nextInt());
      case 2 -> store.makeFolder(path("swapped/deep/f" + random.nextInt(4)));
      case 3 -> store.delete(path(random.nextInt(9) == 0 ? "swapped/deep/kept" : name));
      case 4 ->
          store.list(
              path("swapped"), true, entry -> assertThat(entry.size()).isNotEqualTo(KEPT.length()));
      case 5 -> store.stat(path("swapped/deep/kept"));
      case 6 -> {
        try (StoredFile file = store.read(path("swapped/deep/kept"))) {
          ByteBuffer content = ByteBuffer.allocate(9);
          file.channel().read(content);
          assertThat(new String(content.array(), UTF_8)).doesNotContain("outside");
        }
      }
      default -> {
        try (Partial partial =
            store.receive(incoming("swapped/deep/empty" + random.nextInt(4), 0), Durability.NONE)) {
          partial.publish(Conflict.RENAME);
        }
      }
    }
  }

  /// Who does it; counts how often.
  private record Swapping(Path folder, Path outside, AtomicInteger left, CountDownLatch begun)
      implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
      Path place = folder.resolve("files/swapped");
      Path aside = folder.resolve("files/aside");
      int count = 0;
      for (; left.get() > 0; count++) {
        // Who makes a folder in its place meanwhile keeps it; it is moved away the next time.
        if (Files.exists(place) && !Files.isSymbolicLink(place)) {
          Files.move(place, Files.exists(aside) ? aside.resolveSibling("old" + count) : aside);
        }
        try {
          Files.createSymbolicLink(place, outside);
          begun.countDown();
          Files.delete(place);
        } catch (FileAlreadyExistsException _) {
          continue;
        }
        try {
          Files.move(aside, place);
        } catch (FileSystemException _) {
          // it is moved away the next time
        }
      }
      return count;
    }
  }
}
