package dev.usher.services.files;

import dev.usher.kit.StreamConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Frames that leave together, because there are more to come: a system call for many small files.
/// For one thread.
final class Parcel {
  private static final int FULL = 64; // frames, so that the other side has something to do soon,
  private static final int FULL_BYTES = 128 * 1024; // or bytes of content

  private final StreamConnection<Frame> peer;
  private List<Frame> frames = new ArrayList<>();
  private int bytes;

  Parcel(StreamConnection<Frame> peer) {
    this.peer = peer;
  }

  void add(Frame frame) {
    frames.add(frame);
    if (frame instanceof Frame.Small small) bytes += small.content().length;
    if (frames.size() >= FULL || bytes >= FULL_BYTES) send();
  }

  /// Sends what was added.
  void send() {
    if (frames.isEmpty()) return;
    List<Frame> full = frames;
    frames = new ArrayList<>();
    bytes = 0;
    peer.send(new Frame.Several(full));
  }

  /// Sends what was added, and a frame with its body.
  void send(Frame frame, ByteBuffer body) {
    send();
    peer.send(frame, body);
  }
}
