package dev.ecsinventory.cli.past.change;

import dev.ecsinventory.cli.past.RecordedSnapshot;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.manifest.AccountNames;
import java.io.PrintStream;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes a comparison, entry by entry. {@link #close} writes its end. */
public interface ChangeWriter extends Consumer<Change>, AutoCloseable {
  /**
   * One of the two snapshots.
   *
   * @param asOf the time that was asked about
   */
  record Compared(RecordedSnapshot snapshot, Instant asOf) {
    /** The names of accounts; an account may have left since the earlier snapshot. */
    AccountNames names(Compared earlier) {
      return AccountNames.of(snapshot.manifest()).or(AccountNames.of(earlier.snapshot.manifest()));
    }
  }

  @Override
  void close();

  /** How a comparison is written. */
  enum Format {
    /** For people. */
    TABLE,
    JSON,
    /** A table for pull requests and pages. */
    MARKDOWN;

    /** A writer that has written the comparison's beginning. */
    public ChangeWriter writer(
        PrintStream out, Terminal terminal, Compared before, Compared after) {
      return switch (this) {
        case TABLE -> new ChangeTable(out, terminal, before, after);
        case JSON -> new ChangeJson(out, before, after);
        case MARKDOWN -> new ChangeMarkdown(out, before, after);
      };
    }
  }
}
