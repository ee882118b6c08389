package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.VisibleText;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as a Markdown table. */
final class ChangeMarkdown implements ChangeWriter {
  private final PrintStream out;
  private final AccountNames names;
  private final ChangeCounts counts = new ChangeCounts();

  ChangeMarkdown(PrintStream out, Compared before, Compared after) {
    this.out = requireNonNull(out, "out is null");
    this.names = after.names(before);
    out.printf(
        "Task sets from snapshot %s to %s%n%n", before.snapshot().id(), after.snapshot().id());
    out.println("| change | account | Region | task set | details |");
    out.println("| --- | --- | --- | --- | --- |");
  }

  @Override
  public void accept(Change change) {
    counts.add(change);
    out.println(
        Stream.of(
                change.kind().toString(),
                names.text(change.accountRegion().accountId()),
                change.accountRegion().region(),
                change.taskSet().map(Object::toString).orElse(change.resourceArn()),
                Stream.concat(
                        change.columns().stream().map(ColumnChange::text), change.reason().stream())
                    .collect(Collectors.joining("; ")))
            .map(ChangeMarkdown::cell)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** Values are names and tags, which anyone may choose: none of them is markup. */
  private static String cell(String text) {
    return VisibleText.of(text).replaceAll("([\\\\|<>`*_\\[\\]])", "\\\\$1");
  }

  @Override
  public void close() {
    out.printf("%n%s%n", counts.text());
  }
}
