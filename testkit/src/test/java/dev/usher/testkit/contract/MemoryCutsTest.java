package dev.usher.testkit.contract;

import dev.usher.kit.memory.Faults;
import org.junit.jupiter.api.BeforeEach;

/// Streams over a memory network that cuts what is sent after every third byte or so.
class MemoryCutsTest extends MemoryTest {
  @BeforeEach
  void cut() {
    network.faults(Faults.none().cutOneIn(3));
  }
}
