package dev.ecsinventory.bench.athena;

import java.io.IOException;

/** What every question costs in one format, read in one way. */
record Costs(
    QueryCost share,
    QueryCost shareBySnapshot,
    QueryCost shareToday,
    QueryCost breaking,
    QueryCost history) {
  /** Asks each once: its bytes are the same each time. */
  static Costs of(AthenaProcess athena, Questions questions) throws IOException {
    return new Costs(
        athena.ask(questions.share()),
        athena.ask(questions.shareBySnapshot()),
        athena.ask(questions.shareToday()),
        athena.ask(questions.breaking()),
        athena.ask(questions.history()));
  }
}
