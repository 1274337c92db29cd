package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.fetch;
import static dev.usher.services.files.Shop.incoming;
import static dev.usher.services.files.Shop.path;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTest {
  private static final long MIB = Blocks.SIZE;

  @TempDir private Path folder;

  private Shop withQuota(long quota) throws IOException {
    return Shop.in(folder, new StoreLimits(quota, 0, false, Duration.ofDays(7)));
  }

  private static void assertFits(Shop shop, long size) throws Exception {
    shop.store().receive(incoming("probe " + size, size), Durability.NONE).close();
    assertTrouble(
        Trouble.OVER_QUOTA,
        () -> shop.store().receive(incoming("probe", size + 1), Durability.NONE));
  }

  @Test
  void whatIsThereWhenTheStoreIsOpenedCounts() throws Exception {
    Files.createDirectories(folder.resolve("files/.deep"));
    Files.write(folder.resolve("files/.deep/a:b"), new byte[1_000]);
    Files.write(folder.resolve("files/one"), new byte[500]);
    try (Shop shop = withQuota(10_000)) {
      assertFits(shop, 8_500);
    }
  }

  @Test
  void whatIsStoredAndWhatIsOnItsWayCounts() throws Exception {
    try (Shop shop = withQuota(10 * MIB)) {
      byte[] content = content((int) (3 * MIB), 1);
      shop.put("a", content, Conflict.REFUSE);
      assertFits(shop, 7 * MIB);
      try (Partial partial = shop.store().receive(incoming("b", 4 * MIB), Durability.NONE)) {
        assertFits(shop, 3 * MIB);
        assertThat(partial.verifiedBytes()).isZero();
      }
      assertFits(shop, 7 * MIB);
      shop.put("a", content((int) (2 * MIB), 2), Conflict.REPLACE);
      assertFits(shop, 8 * MIB);
      shop.store().delete(path("a"));
      assertFits(shop, 10 * MIB);
    }
  }

  @Test
  void whatIsThereTwiceCountsOnce() throws Exception {
    try (Shop shop = withQuota(100)) {
      shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "0123456789", "b", "01234");
      shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "0123456789");
      shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "other");
      assertFits(shop, 85);
      assertTrouble(
          Trouble.OVER_QUOTA,
          () -> shop.putTogether(Durability.NONE, Conflict.REFUSE, "c", "x".repeat(86)));
      assertFits(shop, 85);
    }
  }

  @Test
  void whatNobodyGoesOnWithCountsUntilItExpires() throws Exception {
    byte[] content = content((int) (4 * MIB), 1);
    try (Shop shop = withQuota(10 * MIB)) {
      try (Partial partial = shop.store().receive(incoming("a", 4 * MIB), Durability.NONE)) {
        fetch(partial, content, 3);
      }
    }
    try (Shop shop = withQuota(10 * MIB)) {
      assertFits(shop, 7 * MIB);
    }
    StoreLimits impatient = new StoreLimits(10 * MIB, 0, false, Duration.ZERO);
    try (Shop shop = Shop.in(folder, impatient)) {
      assertThat(shop.partials()).isEmpty();
      assertFits(shop, 10 * MIB);
    }
  }

  @Test
  void whatIsYoungDoesNotExpire() throws Exception {
    byte[] content = content((int) (4 * MIB), 1);
    try (Shop shop = Shop.in(folder);
        Partial partial = shop.store().receive(incoming("a", 4 * MIB), Durability.NONE)) {
      fetch(partial, content, 3);
    }
    try (Shop shop = Shop.in(folder)) {
      assertThat(shop.partials()).hasSize(2);
      // Its content may say that it is from long ago: what counts is when it came.
      for (String name : shop.partials()) {
        Files.setLastModifiedTime(shop.partial().resolve(name), FileTime.from(Instant.EPOCH));
      }
    }
    try (Shop shop = Shop.in(folder)) {
      assertThat(shop.partials()).hasSize(2);
    }
  }

  @Test
  void someSpaceStaysFree() throws Exception {
    long free = folder.toFile().getUsableSpace();
    StoreLimits limits = new StoreLimits(StoreLimits.NONE, free * 2, false, Duration.ofDays(7));
    try (Shop shop = Shop.in(folder, limits)) {
      assertTrouble(
          Trouble.NO_SPACE, () -> shop.store().receive(incoming("a", 1), Durability.NONE));
      assertTrouble(
          Trouble.NO_SPACE, () -> shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "x"));
      assertThatThrownBy(() -> shop.store().receive(incoming("a", 1), Durability.NONE))
          .hasMessageContaining("stay free");
      assertThat(shop.partials()).isEmpty();
      assertThat(shop.listed()).isEmpty();
    }
  }

  @Test
  void aFileLargerThanTheDiskIsRefusedAtOnce() throws Exception {
    try (Shop shop = Shop.in(folder)) {
      assertTrouble(
          Trouble.NO_SPACE, () -> shop.store().receive(incoming("a", 1L << 50), Durability.NONE));
      assertThat(shop.partials()).isEmpty();
    }
  }

  @Test
  void whatOthersDeleteIsSeenBeforeSomebodyIsRefused() throws Exception {
    try (Shop shop = withQuota(100)) {
      shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "x".repeat(90));
      Files.delete(shop.file("a"));
      long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      boolean taken = false;
      while (!taken && System.nanoTime() < until) {
        try {
          shop.putTogether(Durability.NONE, Conflict.REFUSE, "b", "y".repeat(90));
          taken = true;
        } catch (StoreException e) {
          assertThat(e.trouble()).isEqualTo(Trouble.OVER_QUOTA);
        }
      }
      assertThat(shop.file("b")).hasSize(90);
    }
  }
}
