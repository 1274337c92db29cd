package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.Ended.Activity;
import dev.usher.kit.EndedException;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How messages leave over a stream: whole, in turn, and no faster than they are taken.
interface SendingContract extends StreamVenue {
  String LONG = "x".repeat(LIMIT);

  @Test
  default void manyThreadsSendWholeMessages() throws Exception {
    int senders = 8;
    int each = 100;
    Handler<String> handler =
        client -> {
          CountDownLatch left = new CountDownLatch(senders);
          for (int i = 0; i < senders; i++) {
            String name = i + " ";
            client.alongside(() -> {
              for (int j = 0; j < each; j++) client.send(name + j + " " + "y".repeat(j));
              left.countDown();
            });
          }
          Wait.on(left);
        };
    try (Running server = serve(handler);
        StreamConnection<String> client = call(server)) {
      int[] next = new int[senders];
      for (String message : client) {
        String[] parts = message.split(" ", -1);
        int sender = Integer.parseInt(parts[0]);
        assertThat(parts[1]).isEqualTo(Integer.toString(next[sender]));
        assertThat(parts[2]).hasSize(next[sender]++);
      }
      assertThat(next).containsOnly(each);
    }
  }

  @Test
  default void answersToManyMessagesComeInOrder() throws Exception {
    int count = 2_000;
    try (Running server = serve(SHOUTING);
        StreamConnection<String> client = call(server)) {
      var sending =
          Wait.run(() -> {
            for (int i = 0; i < count; i++) client.send("message " + i);
            client.endSending();
            return count;
          });
      int i = 0;
      for (String answer : client) assertThat(answer).isEqualTo("MESSAGE " + i++);
      assertThat(i).isEqualTo(Wait.on(sending));
    }
  }

  @Test
  default void anAnswerIsNotHeldBackByAHandlerThatComputes() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          client.send(client.receive() + " done");
          Wait.on(answered); // a second message is here already, and its work takes long
          client.receive();
        };
    try (Running server = serve(handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("one\ntwo\n"));
      assertThat(StreamVenue.take(client, 9)).isEqualTo("one done\n");
      answered.countDown();
    }
  }

  @Test
  default void oneStalledMemberDoesNotFreezeTheRoom() throws Exception {
    LinkedBlockingQueue<Connection<String>> members = new LinkedBlockingQueue<>();
    Handler<String> joining =
        client -> {
          client.receive();
          members.add(client);
          client.receive();
        };
    int outbox = 32 * 1024;
    try (Running server = serve(Change.limits(l -> l.outbox(outbox)), joining);
        StreamConnection<String> stalled = call(server);
        StreamConnection<String> lively = call(server)) {
      stalled.send("I will not read");
      Connection<String> deaf = members.take();
      lively.send("I will");
      Connection<String> keen = members.take();
      int taken = 0;
      while (deaf.offer(LONG)) {
        assertThat(++taken).as("what fits into outbox and sockets").isLessThan(100_000);
      }
      for (int i = 0; i < 200; i++) {
        deaf.offer(LONG);
        while (!keen.offer("news " + i)) Thread.onSpinWait();
        assertThat(lively.receive()).isEqualTo("news " + i);
      }
      stalled.endSending();
      int arrived = 0;
      for (String message : stalled) {
        assertThat(message).isEqualTo(LONG);
        arrived++;
      }
      assertThat(arrived).isGreaterThanOrEqualTo(taken);
    }
  }

  @Test
  default void anOfferIsBoundedByTheOutboxAlone() throws Exception {
    LinkedBlockingQueue<Integer> accepted = new LinkedBlockingQueue<>();
    CountDownLatch full = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          client.receive();
          int count = 0;
          // The wire is full once an offer has been declined many times in a row.
          for (int declined = 0; declined < 1_000; declined++) {
            if (client.offer(LONG)) {
              count++;
              declined = 0;
            } else {
              Thread.yield();
            }
          }
          accepted.add(count);
          full.countDown();
          client.receive();
        };
    try (Running server = serve(Change.limits(l -> l.outbox(10_000)), handler);
        StreamConnection<String> client = call(server)) {
      client.send("go");
      Wait.on(full);
      int expected = accepted.take();
      client.endSending();
      for (String _ : client) expected--;
      assertThat(expected).isZero();
    }
  }

  @Test
  default void aPeerThatDoesNotTakeAMessageInTimeFailsAllSendersTogether() throws Exception {
    Diary diary = new Diary();
    Queue<Ended> failures = new ConcurrentLinkedQueue<>();
    int senders = 3;
    Handler<String> handler =
        client -> {
          client.receive();
          List<Thread> all = new ArrayList<>();
          for (int i = 0; i < senders; i++) {
            all.add(
                Thread.startVirtualThread(() -> {
                  try {
                    while (true) client.send(LONG);
                  } catch (EndedException e) {
                    failures.add(e.ended());
                  }
                }));
          }
          for (Thread sender : all) sender.join();
          assertThatThrownBy(() -> client.send("x")).isInstanceOf(EndedException.class);
          assertThat(client.offer("x")).isFalse();
        };
    Change change = Change.deadlines(d -> d.write(SHORT));
    try (Running server = serve(change.events(diary), handler);
        StreamConnection<String> client = call(server)) {
      client.send("go");
      awaitClosed(diary);
      assertThat(diary.ended()).isEqualTo(new Ended.TooSlow(Activity.SENDING));
      assertThat(failures).hasSize(senders).containsOnly(new Ended.TooSlow(Activity.SENDING));
    }
  }

  @Test
  default void whatASenderWasToldHasLeftArrives() throws Exception {
    Diary diary = new Diary();
    AtomicInteger told = new AtomicInteger();
    Handler<String> handler =
        client -> {
          client.receive();
          for (int i = 0; i < 3; i++) {
            client.alongside(() -> {
              while (true) {
                client.send(LONG);
                told.incrementAndGet();
              }
            });
          }
          client.receive();
        };
    Change change = Change.deadlines(d -> d.write(SHORT));
    try (Running server = serve(change.events(diary), handler);
        StreamConnection<String> client = call(server)) {
      client.send("go");
      awaitClosed(diary);
      int arrived = 0;
      try {
        while (client.receive() != null) arrived++;
      } catch (EndedException _) {
        // in the middle of the one after
      }
      assertThat(arrived).isGreaterThanOrEqualTo(told.get());
    }
  }

  @Test
  default void aLastAnswerOutlivesInputThatNobodyRead() throws Exception {
    int size = 400;
    Handler<String> handler =
        client -> {
          client.receive();
          for (int i = 0; i < size; i++) client.send(LONG);
        };
    try (Running server = serve(Change.deadlines(d -> d.linger(Wait.LONGEST)), handler);
        StreamConnection<String> client = call(server)) {
      client.send("read this");
      for (int i = 0; i < 30; i++) client.send(LONG); // and this nobody reads
      int got = 0;
      for (String _ : client) got++;
      assertThat(got).isEqualTo(size);
      assertThat(client.ended()).isEqualTo(new Ended.ByPeer());
    }
  }

  private void awaitClosed(Diary diary) {
    diary.await(ServerEvent.Opened.class);
    Wait.until(() -> {
      pass(SHORT);
      return !diary.all(ServerEvent.Closed.class).isEmpty();
    });
  }
}
