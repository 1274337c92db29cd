package dev.usher.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was said about a hub: words by table and key, in the order in which they were said. A table
/// is a door, a service, or with an empty name the hub itself. Not for several threads.
final class Told {
  private final Map<String, Map<String, List<Word>>> tables = new LinkedHashMap<>();

  /// One more word.
  Told say(String table, String key, Word word) {
    Map<String, List<Word>> keys = tables.computeIfAbsent(table, _ -> new LinkedHashMap<>());
    keys.merge(key, List.of(word), Told::both);
    return this;
  }

  private static List<Word> both(List<Word> first, List<Word> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /// What was said of a key; empty when nothing was.
  List<Word> words(String table, String key) {
    return tables.getOrDefault(table, Map.of()).getOrDefault(key, List.of());
  }

  /// All that was said of a table, by key; several words with commas between them.
  Map<String, String> texts(String table) {
    Map<String, String> texts = new LinkedHashMap<>();
    tables
        .getOrDefault(table, Map.of())
        .forEach((key, words) ->
            texts.put(key, words.stream().map(Word::text).collect(Collectors.joining(","))));
    return texts;
  }

  /// This, and all that it says nothing of as somebody else said it.
  Told over(Told other) {
    Told all = new Told();
    other.each((table, key, word) -> {
      if (words(table, key).isEmpty()) all.say(table, key, word);
    });
    each(all::say);
    return all;
  }

  /// Told each word.
  @FunctionalInterface
  interface Listener {
    void hear(String table, String key, Word word);
  }

  /// Tells all words.
  void each(Listener listener) {
    tables.forEach((table, keys) ->
        keys.forEach((key, words) -> words.forEach(word -> listener.hear(table, key, word))));
  }
}
