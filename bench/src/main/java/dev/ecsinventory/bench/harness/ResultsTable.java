package dev.ecsinventory.bench.harness;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/** Results for a terminal: one line per figure. */
public final class ResultsTable {
  private ResultsTable() {}

  private record Line(String benchmark, Figure figure) {}

  /** The table, without a line break at its end. */
  public static String of(Results results) {
    List<Line> lines = new ArrayList<>();
    for (Result result : results.results()) {
      result.figures().forEach(figure -> lines.add(new Line(result.benchmark(), figure)));
    }
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .lineSeparator(System.lineSeparator())
        .data(
            lines,
            List.of(
                column("benchmark", HorizontalAlign.LEFT).with(Line::benchmark),
                column("figure", HorizontalAlign.LEFT).with(line -> line.figure().name()),
                column("value", HorizontalAlign.RIGHT).with(line -> line.figure().shownValue()),
                column("goal", HorizontalAlign.RIGHT).with(line -> line.figure().shownGoal()),
                column("", HorizontalAlign.LEFT)
                    .with(line -> line.figure().shownStatus().replace("*", ""))))
        .asString();
  }

  private static Column column(String header, HorizontalAlign align) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(align)
        .maxWidth(Integer.MAX_VALUE);
  }
}
