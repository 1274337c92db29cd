package dev.usher.services.files;

import static dev.usher.services.files.StoreTest.assertTrouble;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever goes wrong while something is forced to the disk: who waits for it is told.
@Timeout(60)
class ForcingTest {
  private static void fail() {
    throw new IllegalStateException("no memory");
  }

  @Test
  void oneThatFailsIsToldToWhoAskedForIt() {
    try (Syncer syncer = new Syncer(() -> false)) {
      assertTrouble(Trouble.FAILED, () -> syncer.sync(List.of(ForcingTest::fail), true));
    }
  }

  @Test
  void allThatFailIsToldToWhoAskedForIt() {
    try (Syncer syncer =
        new Syncer(() -> {
          throw new IllegalStateException("no memory");
        })) {
      List<Syncer.Force> many = Collections.nCopies(10, () -> {});
      assertTrouble(Trouble.FAILED, () -> syncer.sync(many, false));
      assertTrouble(Trouble.FAILED, () -> syncer.sync(many, false));
    }
  }

  @Test
  void aCheckpointThatFailsIsToldToWhoIsAheadOfIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Checkpoints checkpoints =
        new Checkpoints(
            () -> {
              begun.countDown();
              fail();
            },
            true);
    for (int block = 0; block < 32; block++) checkpoints.verified(Blocks.SIZE);
    begun.await();
    checkpoints.await();
    assertTrouble(Trouble.FAILED, () -> verify(checkpoints, 100));
  }

  private static void verify(Checkpoints checkpoints, int blocks) throws StoreException {
    for (int block = 0; block < blocks; block++) checkpoints.verified(Blocks.SIZE);
  }
}
