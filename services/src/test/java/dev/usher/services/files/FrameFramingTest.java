package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.WriteBuffer;
import dev.usher.testkit.FramingProperties;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules N1 to N3 of docs/protocols/files.md.
class FrameFramingTest {
  /// Frames as the hexadecimal text of their bytes, which can be compared.
  private static final StreamFraming<String> AS_TEXT =
      new StreamFraming<>() {
        @Override
        public @Nullable String read(ReadBuffer in) throws FramingException {
          Frame frame = FrameFraming.INSTANCE.read(in);
          return frame == null ? null : HexFormat.of().formatHex(Frames.bytes(frame));
        }

        @Override
        public void write(String message, WriteBuffer out) {
          out.put(HexFormat.of().parseHex(message));
        }

        @Override
        public int limit() {
          return FrameFraming.INSTANCE.limit();
        }
      };

  @Test
  void everyFrameIsReadAsItWasWrittenHoweverItsBytesAreCut() {
    List<String> all =
        Frames.ALL.stream().map(f -> HexFormat.of().formatHex(Frames.bytes(f))).toList();
    FramingProperties.check(AS_TEXT, all);
  }

  @Test
  void thereIsOneOfEachKind() {
    assertThat(Frames.ALL.stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            Arrays.stream(Frame.class.getPermittedSubclasses())
                .filter(kind -> kind != Frame.Several.class)
                .toArray(Class<?>[]::new));
  }

  @Test
  void severalFramesAreOnTheWireWhatEachIs() {
    byte[] two = Frames.bytes(new Frame.Several(List.of(new Frame.Done(), new Frame.Over())));
    byte[] one = Frames.bytes(new Frame.Done());
    assertThat(Arrays.copyOf(two, one.length)).isEqualTo(one);
    assertThat(Arrays.copyOfRange(two, one.length, two.length))
        .isEqualTo(Frames.bytes(new Frame.Over()));
  }

  @Test
  void theOrderOfTheConstantsIsTheWires() {
    assertThat(Conflict.values())
        .extracting(Enum::name)
        .containsExactly("REFUSE", "RENAME", "REPLACE");
    assertThat(Durability.values()).extracting(Enum::name).containsExactly("NONE", "BATCH", "EACH");
    assertThat(Entry.Kind.values()).extracting(Enum::name).containsExactly("FILE", "FOLDER");
    assertThat(Trouble.values())
        .extracting(Enum::name)
        .containsExactly(
            "BAD_NAME",
            "NOT_FOUND",
            "EXISTS",
            "TAKEN",
            "NOT_A_FILE",
            "NOT_A_FOLDER",
            "NOT_EMPTY",
            "NO_SPACE",
            "OVER_QUOTA",
            "CHANGED",
            "FORBIDDEN",
            "FAILED");
  }

  @Test
  void aFrameWithAnyByteChangedIsRefused() {
    for (Frame frame : Frames.ALL) {
      byte[] bytes = Frames.bytes(frame);
      for (int i = 4; i < bytes.length; i++) {
        bytes[i] ^= 0x10;
        assertThatThrownBy(() -> Frames.frame(bytes)).isInstanceOf(FramingException.class);
        bytes[i] ^= 0x10;
      }
    }
  }

  @Test
  void fieldsThatEndEarlyAreRefusedAndBytesBehindThemIgnored() throws Exception {
    for (Frame frame : Frames.ALL) {
      byte[] bytes = Frames.bytes(frame);
      byte[] fields = Arrays.copyOfRange(bytes, 4, bytes.length - 4);
      if (!(frame instanceof Frame.Small)) {
        byte[] more = sealed(Arrays.copyOf(fields, fields.length + 3));
        assertThat(Frames.bytes(Frames.frame(more))).isEqualTo(bytes);
      }
      boolean open = frame instanceof Frame.Small || fields.length == 1;
      if (!open) {
        assertThatThrownBy(() -> Frames.frame(sealed(Arrays.copyOf(fields, fields.length - 1))))
            .isInstanceOf(FramingException.class)
            .hasMessageContaining("ends early");
      }
    }
  }

  @Property
  void whateverTheFieldsAreItIsAFrameOrRefused(@ForAll @Size(min = 1, max = 200) byte[] fields) {
    try {
      Frame frame = Frames.frame(sealed(fields));
      assertThat(Frames.bytes(Frames.frame(Frames.bytes(frame)))).isEqualTo(Frames.bytes(frame));
    } catch (FramingException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    }
  }

  @Test
  void aLengthOverTheLimitIsRefusedBeforeItsBytesCome() {
    for (String length :
        new String[] {"7fffffff", "80000000", "ffffffff", "00010041", "00000004"}) {
      ReadBuffer in = ReadBuffer.of(HexFormat.of().parseHex(length));
      assertThatThrownBy(() -> FrameFraming.INSTANCE.read(in)).isInstanceOf(FramingException.class);
    }
  }

  @Test
  void theLongestSmallFileFits() throws Exception {
    byte[] content = new byte[FrameFraming.SMALL];
    Frame frame = new Frame.Small(1, new byte[Blocks.HASH], content);
    assertThat(Frames.frame(Frames.bytes(frame))).isInstanceOf(Frame.Small.class);
    FramingProperties.refuses(
        FrameFraming.INSTANCE, new Frame.Small(1, new byte[0], new byte[FrameFraming.SMALL + 64]));
  }

  /// A frame of these fields, the type first.
  static byte[] sealed(byte[] fields) {
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(4 + fields.length + 4);
    bytes.putInt(fields.length + 4).put(fields);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.position());
    return bytes.putInt((int) crc.getValue()).array();
  }
}
