package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.TableLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaCommandTest {
  @Test
  void printsTheCommittedFile() throws Exception {
    Path committed = CommandLineRun.projectHome().resolve("docs/schema.md");

    assertIterableEquals(
        Files.readString(committed, StandardCharsets.UTF_8).lines().toList(),
        CommandLineRun.of("schema").out().lines().toList(),
        "refresh it: ./ecs-inventory schema > docs/schema.md");
  }

  @Test
  void listsEveryColumnOfEveryDatasetOnce() {
    String page = CommandLineRun.of("schema").out();

    for (Dataset dataset : Datasets.ALL) {
      String section = section(page, dataset.name());
      for (Column<?> column : dataset.columns()) {
        String row = "| %d | `%s` |".formatted(column.id(), column.name());
        assertEquals(2, section.split(java.util.regex.Pattern.quote(row), -1).length, row);
      }
    }
  }

  @Test
  void listsEveryIndex() {
    String section = section(CommandLineRun.of("schema").out(), "Items in DynamoDB");

    for (TableLayout.Index index : TableLayout.INDEXES) {
      assertTrue(section.contains("| `" + index.name() + "` |"), index.name());
    }
  }

  private static String section(String page, String title) {
    String heading = "\n## " + title + "\n";
    assertTrue(page.contains(heading), title);
    String rest = page.substring(page.indexOf(heading) + heading.length());
    int end = rest.indexOf("\n## ");
    return end < 0 ? rest : rest.substring(0, end);
  }
}
