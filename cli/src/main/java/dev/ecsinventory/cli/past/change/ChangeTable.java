package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.TimeText;
import dev.ecsinventory.cli.text.Paragraphs;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.VisibleText;
import java.io.PrintStream;
import java.time.Duration;

/** A comparison for people: an entry's task set on a line, and below it what differs. */
final class ChangeTable implements ChangeWriter {
  private static final String COLUMN = "%-15s ";
  private static final int BELOW = COLUMN.formatted("").length() + 2;

  private final PrintStream out;
  private final Terminal terminal;
  private final AccountNames names;
  private final ChangeCounts counts = new ChangeCounts();

  ChangeTable(PrintStream out, Terminal terminal, Compared before, Compared after) {
    this.out = requireNonNull(out, "out is null");
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.names = after.names(before);
    head("before", before);
    head("after", after);
    out.println();
  }

  private void head(String name, Compared compared) {
    out.print(
        WrappedText.of(
            terminal.width(),
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
    String kind = change.kind().toString();
    out.print(
        WrappedText.of(terminal.width(), COLUMN.formatted(kind), subject(change))
            .replaceFirst(kind, styled(change.kind())));
    Paragraphs details = new Paragraphs(terminal);
    change.columns().forEach(column -> details.add(BELOW, column.text()));
    change.reason().ifPresent(text -> details.add(BELOW, text));
    out.print(details);
  }

  private String styled(Change.Kind kind) {
    return terminal.styled(kind.style(), kind.toString());
  }

  private String subject(Change change) {
    String account = change.accountRegion().accountId();
    return VisibleText.of(
        change
            .taskSet()
            .map(
                name ->
                    "%s / %s / %s"
                        .formatted(names.text(account), change.accountRegion().region(), name))
            .orElseGet(
                () ->
                    names.name(account).isEmpty()
                        ? change.resourceArn()
                        : "%s in account %s".formatted(change.resourceArn(), names.text(account))));
  }

  @Override
  public void close() {
    out.print(WrappedText.of(terminal.width(), "", counts.text()));
  }
}
