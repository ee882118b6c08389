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
  private static final int TIMES = 3;

  static Costs of(AthenaProcess athena, Questions questions) throws IOException {
    return new Costs(
        median(athena, questions.share()),
        median(athena, questions.shareBySnapshot()),
        athena.ask(questions.shareToday()),
        athena.ask(questions.breaking()),
        athena.ask(questions.history()));
  }

  /** Of some runs: bytes are the same each time, seconds are not. */
  private static QueryCost median(AthenaProcess athena, String sql) throws IOException {
    QueryCost[] costs = new QueryCost[TIMES];
    for (int time = 0; time < TIMES; time++) {
      costs[time] = athena.ask(sql);
    }
    return Stream.of(costs)
        .sorted(Comparator.comparing(QueryCost::elapsedMillis))
        .skip(TIMES / 2)
        .findFirst()
        .orElseThrow();
  }
}
