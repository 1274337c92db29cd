package dev.usher.testkit.contract;

import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Handler;
import dev.usher.kit.Limits;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvents;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;

/// Where a contract is tried: a kind of address on a transport.
@ExtendWith(Leakless.class)
interface Venue {
  /// What all deadlines are that a test waits for.
  Duration SHORT = Duration.ofMillis(100);

  /// The limit of a message in bytes.
  int LIMIT = 1_000;

  Handler<String> SHOUTING =
      client -> {
        for (String message : client) client.send(message.toUpperCase(Locale.ROOT));
      };

  /// Starts a server of text messages, changed as the test wants it.
  Running serve(Change change, Handler<String> handler) throws IOException;

  default Running serve(Handler<String> handler) throws IOException {
    return serve(Change.NONE, handler);
  }

  default Running serve(Diary diary, Handler<String> handler) throws IOException {
    return serve(Change.NONE.events(diary), handler);
  }

  /// A client of text messages that does not mind how long it waits.
  Connection<String> call(SocketAddress server) throws IOException;

  default Connection<String> call(Running server) throws IOException {
    return call(server.address());
  }

  /// Lets time pass; where it passes by itself, nothing is done.
  default void pass(Duration time) {}

  /// Lets time pass until something that waits for it is done.
  default void passUntil(Future<?> done, Duration time) {
    Wait.until(() -> {
      pass(time);
      return done.isDone();
    });
  }

  /// A change to any server.
  interface Change {
    <S extends Server<S>> S of(S server);

    Change NONE =
        new Change() {
          @Override
          public <S extends Server<S>> S of(S server) {
            return server;
          }
        };

    default Change events(ServerEvents listener) {
      Change first = this;
      return new Change() {
        @Override
        public <S extends Server<S>> S of(S server) {
          return first.of(server).events(listener);
        }
      };
    }

    static Change limits(UnaryOperator<Limits> change) {
      return new Change() {
        @Override
        public <S extends Server<S>> S of(S server) {
          return server.limits(change);
        }
      };
    }

    static Change deadlines(UnaryOperator<Deadlines> change) {
      return new Change() {
        @Override
        public <S extends Server<S>> S of(S server) {
          return server.deadlines(change);
        }
      };
    }

    static Change admit(Predicate<SocketAddress> wanted) {
      return new Change() {
        @Override
        public <S extends Server<S>> S of(S server) {
          return server.admit(wanted);
        }
      };
    }
  }
}
