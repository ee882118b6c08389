package dev.ecsinventory.bench.athena;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What every question costs in one format, read in one way. */
record Costs(QueryCost share, QueryCost shareToday, QueryCost breaking, QueryCost history) {
  /** Asks each once: its bytes are the same each time. */
  static Costs of(AthenaProcess athena, Questions questions) throws IOException {
    return new Costs(
        athena.ask(questions.share()),
        athena.ask(questions.shareToday()),
        athena.ask(questions.breaking()),
        athena.ask(questions.history()));
  }

  /** What is compared must be answers to the same questions, and answers to something. */
  void assertSameResults(Costs others) {
    if (!rows().equals(others.rows()) || rows().contains(0L)) {
      throw new IllegalStateException(
          "rows of answers: %s and %s".formatted(rows(), others.rows()));
    }
  }

  private List<Long> rows() {
    return Stream.of(share, shareToday, breaking, history).map(QueryCost::rows).toList();
  }
}
