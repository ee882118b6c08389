package dev.ecsinventory.bench.athena;

import java.io.IOException;
import java.util.Comparator;
import java.util.stream.Stream;

/** What every question costs in one format, read in one way. */
record Costs(
    QueryCost share,
    QueryCost shareBySnapshot,
    QueryCost shareToday,
    QueryCost breaking,
    QueryCost history) {
  /**
   * Asks.
   *
   * @param times how often what is also timed
   */
  static Costs of(AthenaProcess athena, Questions questions, int times) throws IOException {
    return new Costs(
        median(athena, questions.share(), times),
        median(athena, questions.shareBySnapshot(), times),
        athena.ask(questions.shareToday()),
        athena.ask(questions.breaking()),
        athena.ask(questions.history()));
  }

  /** Of some runs: bytes are the same each time, seconds are not. */
  private static QueryCost median(AthenaProcess athena, String sql, int times) throws IOException {
    QueryCost[] costs = new QueryCost[times];
    for (int time = 0; time < times; time++) {
      costs[time] = athena.ask(sql);
    }
    return Stream.of(costs)
        .sorted(Comparator.comparing(QueryCost::elapsedMillis))
        .skip(times / 2)
        .findFirst()
        .orElseThrow();
  }
}
