package dev.ecsinventory.bench.athena;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The costs of all queries for one format and one kind of read. */
record Costs(QueryCost share, QueryCost shareToday, QueryCost nonCompliant, QueryCost history) {
  /** Runs each query once, because repetitions read the same bytes. */
  static Costs of(AthenaProcess athena, Queries queries) throws IOException {
    return new Costs(
        athena.run(queries.share()),
        athena.run(queries.shareToday()),
        athena.run(queries.nonCompliant()),
        athena.run(queries.history()));
  }

  /** Checks that the compared queries return the same number of rows, which is not zero. */
  void assertSameResults(Costs others) {
    if (!rows().equals(others.rows()) || rows().contains(0L)) {
      throw new IllegalStateException(
          "rows of results: %s and %s".formatted(rows(), others.rows()));
    }
  }

  private List<Long> rows() {
    return Stream.of(share, shareToday, nonCompliant, history).map(QueryCost::rows).toList();
  }
}
