package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Service;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of docs/protocols/upload.md for the door.
class UploadDoorTest {
  @TempDir Path folder;

  private final Queue<String> news = new ConcurrentLinkedQueue<>();
  private LeakCheck leaks;
  private Service service;
  private Running door;

  @BeforeEach
  void open() throws Exception {
    leaks = LeakCheck.begin();
    open("127.0.0.1:0", StoreLimits.DEFAULT);
  }

  private void open(String address, StoreLimits limits) throws IOException, AddressException {
    service = FileService.create(folder.resolve("data"), limits, news::add);
    Door upload = service.doors().getLast();
    Address at = Address.parse(address, upload.addresses()).getFirst();
    door = upload.open(new Doorway(at, Set.of(), _ -> {}));
  }

  @AfterEach
  void close() throws Exception {
    door.close();
    service.close();
    leaks.close();
    assertThat(folder.resolve("data/partial")).doesNotExist();
  }

  private static byte[] header(String json) {
    byte[] header = json.getBytes(UTF_8);
    return ByteBuffer.allocate(4 + header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header.length)
        .put(header)
        .array();
  }

  private static byte[] upload(String name, byte[] content) {
    return joined(
        header("{\"file_name\":\"" + name + "\",\"file_size\":" + content.length + "}"), content);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  /// Sends bytes, ends its side, and waits for the door's end (U7), which must say nothing.
  private void send(byte[]... parts) throws IOException {
    try (Socket client = new Socket()) {
      client.connect(door.address());
      client.setSoTimeout(20_000);
      client.getOutputStream().write(joined(parts));
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Path stored(String path) {
    return folder.resolve("data/files").resolve(path);
  }

  private List<String> names() throws IOException {
    if (!Files.exists(stored(""))) return List.of();
    try (var found = Files.walk(stored(""))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> stored("").relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("data/files.log"));
  }

  @Test
  void aPlainPythonClientsFilesAreAllKept() throws Exception {
    List<String> words = new ArrayList<>(List.of("" + door.port(), ""));
    int[] sizes = {0, 1, 1023, Pieces.SIZE, Pieces.SIZE + 1, 3 * Blocks.SIZE, 3 * Blocks.SIZE + 5};
    for (int size : sizes) {
      Path file = folder.resolve("课 " + size);
      words.add(Files.write(file, Shop.content(size, size)).toString());
    }
    try (var client = run(words)) {
      assertThat(client.line()).isEqualTo("sent");
    }
    for (int size : sizes) {
      assertThat(stored("课 " + size)).hasBinaryContent(Shop.content(size, size));
    }
    assertThat(log()).hasSize(sizes.length).allMatch(line -> line.contains("\"stored\""));
    assertThat(log().getFirst()).contains("\"name\":\"课 0\",\"size\":0,\"msg\":\"你好 课 0\"");
    assertThat(news).hasSize(sizes.length);
    assertThat(news.peek()).contains("sent 课 0: 你好 课 0");
  }

  @Test
  void filesUnderOneFixedNameAreAllKeptAndTheSameOnce() throws Exception {
    List<String> words = new ArrayList<>(List.of("" + door.port(), "upload.bin"));
    int[] sizes = {9, 400_000, 400_000, 9, 2 * Blocks.SIZE};
    for (int i = 0; i < sizes.length; i++) {
      Path file = folder.resolve("source" + i);
      words.add(Files.write(file, Shop.content(sizes[i], sizes[i])).toString());
    }
    Path other = folder.resolve("other");
    words.add(Files.write(other, Shop.content(400_000, 5)).toString()); // as long as the second
    try (var client = run(words)) {
      assertThat(client.line()).isEqualTo("sent");
    }
    assertThat(names())
        .containsExactly("upload (2).bin", "upload (3).bin", "upload (4).bin", "upload.bin");
    assertThat(stored("upload (2).bin")).hasBinaryContent(Shop.content(400_000, 400_000));
    assertThat(stored("upload (4).bin")).hasBinaryContent(Shop.content(400_000, 5));
    assertThat(log()).filteredOn(line -> line.contains("\"outcome\":\"same\"")).hasSize(2);
  }

  private PlainPython run(List<String> words) throws IOException {
    return PlainPython.start(folder, PlainPython.CLIENT, words.toArray(String[]::new));
  }

  @Test
  void ourClientIsHeardToo() throws Exception {
    Path large = Files.write(folder.resolve("large"), Shop.content(5_000_000, 1));
    var client = new UploadClient(Address.tcp("127.0.0.1", door.port()));
    assertThat(client.put(List.of(large), "hello", _ -> {}).files()).isEqualTo(1);
    assertThat(stored("large")).hasSameBinaryContentAs(large);
    assertThat(log().getFirst()).contains("\"msg\":\"hello\"", "\"as\":\"large\"");
  }

  @Test
  void aHeaderCutAnywhereStoresNothingAndSaysWhy() throws Exception {
    byte[] whole = upload("cut", "hello".getBytes(UTF_8));
    for (int length = 1; length < whole.length; length++)
      send(java.util.Arrays.copyOf(whole, length));
    assertThat(names()).isEmpty();
    assertThat(log()).hasSize(whole.length - 1).allMatch(line -> line.contains("\"refused\""));
    assertThat(log().getFirst()).contains("a header was refused: the stream ended after 1 bytes");
    assertThat(log().getLast()).contains("4 of 5 bytes came");
    send(whole);
    assertThat(names()).containsExactly("cut");
  }

  @Test
  void aLongFileThatIsCutLeavesNothing() throws Exception {
    byte[] whole = upload("cut", Shop.content(3 * Blocks.SIZE, 1));
    send(java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThat(names()).isEmpty();
    assertThat(log().getLast()).contains("3145727 of 3145728 bytes came");
  }

  @Test
  void lengthsThatAreNoneCloseTheConnection() throws Exception {
    byte[] good = upload("good", "hello".getBytes(UTF_8));
    byte[] header = java.util.Arrays.copyOfRange(good, 4, good.length);
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 65_537}) {
      send(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array(), header);
    }
    byte[] bigEndian = ByteBuffer.allocate(4).putInt(header.length - 5).array();
    send(bigEndian, header);
    send("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    assertThat(names()).isEmpty();
    assertThat(log())
        .hasSize(6)
        .allMatch(
            line -> line.contains("its length is not 1 to 65536; is it in another byte order"));
  }

  @Test
  void aHeaderThatBreaksARuleClosesTheConnection() throws Exception {
    byte[] good = upload("good", "hello".getBytes(UTF_8));
    for (String header :
        List.of(
            "",
            "[]",
            "{\"file_size\":5}",
            "{\"file_name\":\"a\"}",
            "{\"file_name\":\"a\",\"file_size\":-5}",
            "{\"file_name\":\"a\",\"file_size\":5.5}",
            "{\"file_name\":\"a\",\"file_size\":99999999999999999999}",
            "{\"file_name\":\"a\",\"file_name\":\"b\",\"file_size\":5}")) {
      send(header(header), good);
    }
    assertThat(names()).isEmpty();
    assertThat(log())
        .hasSize(8)
        .allMatch(line -> line.contains("\"why\":\"a header was refused: "));
  }

  @Test
  void aNameThatIsNotAllowedIsReadAndThrownAwayAndTheNextIsKept() throws Exception {
    byte[] content = Shop.content(700_000, 1);
    var sent = new ByteArrayOutputStream();
    for (String name :
        List.of("../up", "/etc/passwd", "a/../../b", ".hidden", "con", "a\\u0000b")) {
      sent.writeBytes(upload(name, content));
    }
    sent.writeBytes(upload("sub/good", "hello".getBytes(UTF_8)));
    send(sent.toByteArray());
    assertThat(names()).containsExactly("sub/good");
    assertThat(folder.resolve("data/up")).doesNotExist();
    assertThat(log()).filteredOn(line -> line.contains("for names)")).hasSize(6);
    assertThat(log().getLast()).contains("\"as\":\"sub/good\"");
  }

  @Test
  void aFileThatNoDiskHoldsCostsNothing() throws Exception {
    byte[] header = header("{\"file_name\":\"huge\",\"file_size\":" + UploadHeader.LARGEST + "}");
    send(header, new byte[100_000]);
    assertThat(names()).isEmpty();
    assertThat(log().getLast()).contains("it has 1,125,899,906,842,624 bytes, and all of the disk");
  }

  @Test
  void whatIsOverTheQuotaIsThrownAwayAndTheNextIsKept() throws Exception {
    door.close();
    service.close();
    StoreLimits few = new StoreLimits(1_000, 0, false, Duration.ofDays(1));
    open("127.0.0.1:0?durability=each", few);
    send(
        upload("a", Shop.content(1_001, 1)),
        upload("b", Shop.content(700_000, 2)),
        upload("c", Shop.content(1_000, 3)));
    assertThat(names()).containsExactly("c");
    assertThat(log()).hasSize(3);
    assertThat(log().getFirst()).contains("the store may take 1,000 more");
  }

  @Test
  void badPeersHurtNobody() throws Exception {
    byte[] sample = upload("mischief", Shop.content(300, 1));
    int good = 0;
    for (Mischief mischief : Mischief.all()) {
      mischief.meet(door.address(), sample, Duration.ofMillis(200));
      send(upload("good" + ++good, new byte[good]));
    }
    leaks.idle(door);
    assertThat(names()).filteredOn(name -> name.startsWith("good")).hasSize(good);
  }

  @Test
  void whoDripsHoldsUpNobody() throws Exception {
    byte[] dripped = upload("dripped", Shop.content(50, 1));
    try (Socket slow = new Socket()) {
      slow.setTcpNoDelay(true);
      slow.connect(door.address());
      for (int i = 0; i < dripped.length; i++) {
        slow.getOutputStream().write(dripped, i, 1);
        send(upload("good" + i, new byte[i]));
      }
      slow.shutdownOutput();
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(stored("dripped")).hasBinaryContent(Shop.content(50, 1));
    assertThat(names()).hasSize(dripped.length + 1);
  }

  @Test
  void messagesInTheLogCommandNoTerminal() throws Exception {
    send(header("{\"file_name\":\"a\",\"file_size\":0,\"msg\":\"\\u001b[2J\\ud800\"}"));
    assertThat(log().getFirst()).contains("\\u001B[2J?");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void whereItIsOpenAndWhatItTakes() throws Exception {
    Door upload = service.doors().getLast();
    assertThat(upload.tryIt(Address.tcp("127.0.0.1", 7020)))
        .isEqualTo("usher put --dialect upload FILE");
    assertThat(upload.tryIt(Address.tcp("10.0.0.1", 7020))).endsWith(" --hub tcp://10.0.0.1:7020");
    assertThat(((InetSocketAddress) door.address()).getAddress().isLoopbackAddress()).isTrue();
    Address odd = Address.parse("127.0.0.1:0?durability=some", upload.addresses()).getFirst();
    assertThatThrownBy(() -> upload.open(new Doorway(odd, Set.of(), _ -> {})))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("is not none, batch or each");
  }
}
