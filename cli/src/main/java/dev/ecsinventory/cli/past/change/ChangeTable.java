package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.TimeText;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A comparison for people: an entry's task set on a line, and below it what differs. */
final class ChangeTable implements ChangeWriter {
  private static final String COLUMN = "%-15s ";
  private static final String BELOW = COLUMN.formatted("");

  private final PrintStream out;
  private final ChangeCounts counts = new ChangeCounts();

  ChangeTable(PrintStream out, Compared before, Compared after) {
    this.out = requireNonNull(out, "out is null");
    head("before", before);
    head("after", after);
    out.println();
  }

  private void head(String name, Compared compared) {
    out.print(
        WrappedText.of(
            COLUMN.formatted(name),
            "snapshot %s, %s before %s"
                .formatted(
                    compared.snapshot().id(),
                    TimeText.of(Duration.between(compared.snapshot().id().time(), compared.asOf())),
                    compared.asOf())));
  }

  @Override
  public void accept(Change change) {
    counts.add(change);
    out.print(WrappedText.of(COLUMN.formatted(change.kind()), List.of(subject(change))));
    change.columns().forEach(column -> out.print(WrappedText.of(BELOW + "  ", column.text())));
    change
        .reason()
        .ifPresent(text -> out.print(WrappedText.of(BELOW + "  ", VisibleText.of(text))));
  }

  private static String subject(Change change) {
    return VisibleText.of(
        change
            .taskSet()
            .map(
                name ->
                    "%s / %s / %s"
                        .formatted(
                            change.accountRegion().accountId(),
                            change.accountRegion().region(),
                            name))
            .orElse(change.resourceArn()));
  }

  @Override
  public void close() {
    out.print(WrappedText.of("", counts.text()));
  }
}
