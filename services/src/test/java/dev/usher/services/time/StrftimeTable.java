package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The checked-in answers of C, as `src/test/python/strftime_libc.py` writes them.
final class StrftimeTable {
  static final List<String> ZONES =
      List.of("Asia/Shanghai", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe");

  private static final long[] EDGES = {
    640288800L,
    653587200L,
    1711846800L,
    1729990800L,
    1710054000L,
    1730613600L,
    1712415600L,
    1728142200L
  };

  private StrftimeTable() {}

  /// @param sum the CRC-32 over the answers at all instants, zone by zone
  /// @param zone of one of them, with its epoch second and its answer
  record Row(int index, String format, String sum, String zone, long second, String answer) {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    var file = Objects.requireNonNull(StrftimeTable.class.getResourceAsStream("strftime.tsv"));
    try (var in = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      for (String line; (line = in.readLine()) != null; ) {
        String[] cells = line.split("\t", -1);
        long second = Long.parseLong(cells[3]);
        rows.add(new Row(rows.size(), text(cells[0]), cells[1], cells[2], second, text(cells[4])));
      }
    }
    return rows;
  }

  static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), UTF_8);
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  /// The epoch seconds at which the format with this index was asked: around every edge, and around
  /// the beginning of the years 1, 2, 9999 and one in ten from 1900 to 2199.
  static long[] seconds(int index) {
    LongStream edges = LongStream.of(EDGES).flatMap(edge -> LongStream.of(edge - 1, edge));
    IntStream years =
        IntStream.concat(
            IntStream.of(1, 2, 9999),
            IntStream.range(1900, 2200).filter(year -> (year + index) % 10 == 0));
    LongStream ends =
        years
            .mapToLong(
                year -> LocalDate.of(year, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC))
            .flatMap(begin -> LongStream.of(begin - 1, begin))
            .skip(1);
    return LongStream.concat(edges, ends).toArray();
  }
}
