package dev.ecsinventory.bench.athena;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The costs of all queries for one format and one kind of read. */
record Costs(QueryCost share, QueryCost shareToday, QueryCost breaking, QueryCost history) {
  /** Runs each query once, because the bytes are the same each time. */
  static Costs of(AthenaProcess athena, Questions questions) throws IOException {
    return new Costs(
        athena.ask(questions.share()),
        athena.ask(questions.shareToday()),
        athena.ask(questions.breaking()),
        athena.ask(questions.history()));
  }

  /** Checks that the compared queries return the same number of rows, which is not zero. */
  void assertSameResults(Costs others) {
    if (!rows().equals(others.rows()) || rows().contains(0L)) {
      throw new IllegalStateException(
          "rows of results: %s and %s".formatted(rows(), others.rows()));
    }
  }

  private List<Long> rows() {
    return Stream.of(share, shareToday, breaking, history).map(QueryCost::rows).toList();
  }
}
