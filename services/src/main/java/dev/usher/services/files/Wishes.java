package dev.usher.services.files;

import java.util.ArrayList;
import java.util.List;

/// What a get asks for on one connection: as many requests as its names need, one after the other,
/// which are one transfer to whoever is told. For one thread.
final class Wishes {
  private static final int MOST = 32 * 1024; // bytes of names in a frame, which may have twice that

  private final Telling telling;
  private int left;
  private long files;
  private long bytes;

  /// @param requests how many there are
  Wishes(int requests, Telling telling) {
    left = requests;
    this.telling = telling;
  }

  /// The names, so many together as fit a frame; at least one request, if of no names.
  static List<List<String>> requests(List<String> names) {
    List<List<String>> requests = new ArrayList<>();
    List<String> last = new ArrayList<>();
    int size = 0;
    for (String name : names) {
      int more = Short.BYTES + StorePath.utf8(name);
      if (size + more > MOST && !last.isEmpty()) {
        requests.add(last);
        last = new ArrayList<>();
        size = 0;
      }
      last.add(name);
      size += more;
    }
    requests.add(last);
    return requests;
  }

  /// One of them was offered in full.
  void found(Frame.Offered all) {
    files += all.files();
    bytes += all.bytes();
    left--;
    telling.tell(new TransferEvent.Found(files, bytes, left == 0));
  }
}
