package dev.usher.testkit.contract;

import dev.usher.testkit.LeakCheck;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Puts a [LeakCheck] around each test.
final class Leakless implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace HERE = Namespace.create(Leakless.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    test.getStore(HERE).put(test.getUniqueId(), LeakCheck.begin());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    LeakCheck leaks = test.getStore(HERE).remove(test.getUniqueId(), LeakCheck.class);
    // What a failed test did not get to close is no news.
    if (test.getExecutionException().isEmpty()) leaks.close();
  }
}
