package dev.usher.hub.lab;

import java.util.List;

/// What one run of an [Experiment] has seen.
///
/// @param table the values
/// @param claims what the experiment says about them
/// @param why an explanation, in one paragraph
/// @param readOn files of this project, and RFCs
public record Finding(Table table, List<Claim> claims, String why, List<String> readOn) {
  /// Keeps copies.
  public Finding {
    claims = List.copyOf(claims);
    readOn = List.copyOf(readOn);
    why = why.strip().replaceAll("\\s+", " ");
  }

  /// Whether everything that is claimed was so in this run.
  public boolean holds() {
    return claims.stream().allMatch(Claim::holds);
  }
}
