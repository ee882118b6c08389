package dev.ecsinventory.cli.past.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.cli.past.change.RandomHistory.ReadSnapshot;
import dev.ecsinventory.cli.past.change.RandomHistory.TaskSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code diff} agrees with a model of both snapshots, which considers read failures. */
@Execution(ExecutionMode.CONCURRENT)
class DiffModelTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @Tag("exhaustive")
  @ValueSource(longs = {3, 4, 5, 6, 7, 8})
  void agreesWithTheModelInMoreHistories(long seed) throws IOException {
    agreesWithTheModel(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void agreesWithTheModel(long seed) throws IOException {
    List<ReadSnapshot> snapshots = RandomHistory.write(seed, 14, directory).snapshots();
    assertTrue(snapshots.size() > 3, "few snapshots: " + snapshots.size());
    for (int index = 1; index < snapshots.size(); index++) {
      ReadSnapshot before = snapshots.get(index - 1);
      ReadSnapshot after = snapshots.get(index);
      CommandLineRun run = diff(before, after, "json");
      JsonNode json = new JsonMapper().readTree(run.out());
      SortedSet<String> expected = expected(before, after);
      assertEquals(before.time().toString(), json.at("/before/snapshot_time").textValue());
      assertEquals(after.time().toString(), json.at("/after/snapshot_time").textValue());
      assertEquals(String.join("\n", expected), String.join("\n", actual(json)));
      assertEquals(exitCode(expected, before, after), run.exitCode(), run.out() + run.err());
      diff(before, after, "table")
          .out()
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80 || line.contains("arn:"), line));
    }
    CommandLineRun same = diff(snapshots.getFirst(), snapshots.getFirst(), "json");
    assertTrue(List.of(0, 3).contains(same.exitCode()), same.out());
  }

  private CommandLineRun diff(ReadSnapshot before, ReadSnapshot after, String format) {
    return CommandLineRun.in(
        Map.of(),
        "diff",
        "--from",
        directory.toString(),
        "--before",
        before.time().plusSeconds(60).toString(),
        "--after",
        after.time().plusSeconds(60).toString(),
        "--format",
        format);
  }

  /** The entries of task sets, as kind, ARN and columns. */
  private static SortedSet<String> actual(JsonNode json) {
    SortedSet<String> actual = new TreeSet<>();
    for (JsonNode change : json.path("changes")) {
      if (change.path("task_set_arn").isTextual()) {
        List<String> columns = new ArrayList<>();
        change.path("columns").forEach(column -> columns.add(column.path("column").textValue()));
        assertTrue(
            actual.add(
                entry(
                    change.path("change").textValue(),
                    change.path("task_set_arn").textValue(),
                    columns)),
            "two entries of one kind: " + change);
      }
    }
    return actual;
  }

  private static String entry(String kind, String arn, List<String> columns) {
    return kind + " " + arn + " " + columns;
  }

  private static SortedSet<String> expected(ReadSnapshot before, ReadSnapshot after) {
    SortedSet<String> expected = new TreeSet<>();
    SortedSet<TaskSetName> names = new TreeSet<>(before.fleet().keySet());
    names.addAll(after.fleet().keySet());
    for (TaskSetName name : names) {
      TaskSet old = before.seen(name).orElse(null);
      TaskSet now = after.seen(name).orElse(null);
      String arn = RandomHistory.arn(name);
      if (old != null && now != null) {
        expected.addAll(expected(name, before, after));
      } else if (old != null) {
        expected.add(
            entry(after.unread().hides(name) ? "NOT_COMPARABLE" : "DELETED", arn, List.of()));
      } else if (now != null) {
        expected.add(
            entry(before.unread().hides(name) ? "NOT_COMPARABLE" : "CREATED", arn, List.of()));
      }
    }
    return expected;
  }

  private static List<String> expected(TaskSetName name, ReadSnapshot before, ReadSnapshot after) {
    TaskSet old = before.seen(name).orElseThrow();
    TaskSet now = after.seen(name).orElseThrow();
    String arn = RandomHistory.arn(name);
    if (old.createdAt() != now.createdAt()) {
      return List.of(entry("DELETED", arn, List.of()), entry("CREATED", arn, List.of()));
    }
    List<String> expected = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    if (old.oldArn() != now.oldArn()) {
      columns.add("service_arn");
    }
    if (!old.externalId().equals(now.externalId())) {
      columns.add("external_id");
    }
    if (!old.status().equals(now.status())) {
      columns.add("status");
    }
    if (!columns.isEmpty()) {
      expected.add(entry("CHANGED", arn, columns));
    }
    boolean comparable = !before.unread().hidesTags(name) && !after.unread().hidesTags(name);
    if (!comparable) {
      expected.add(entry("NOT_COMPARABLE", arn, List.of("tags")));
    } else if (!old.team().equals(now.team())) {
      expected.add(entry("RETAGGED", arn, List.of("tags")));
    }
    return expected;
  }

  private static int exitCode(SortedSet<String> expected, ReadSnapshot before, ReadSnapshot after) {
    if (expected.stream().anyMatch(entry -> !entry.startsWith("NOT_COMPARABLE"))) {
      return 5;
    }
    boolean complete =
        List.of(before, after).stream()
            .allMatch(
                snapshot ->
                    snapshot.unread().clusters().isEmpty()
                        && snapshot.unread().services().isEmpty());
    return expected.isEmpty() && complete ? 0 : 3;
  }
}
