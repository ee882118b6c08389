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
import java.time.Instant;
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

/** {@code history} agrees with a model of the snapshots, which considers read failures. */
@Execution(ExecutionMode.CONCURRENT)
class HistoryModelTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @Tag("exhaustive")
  @ValueSource(longs = {23, 24, 25, 26, 27, 28})
  void agreesWithTheModelInMoreHistories(long seed) throws IOException {
    agreesWithTheModel(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void agreesWithTheModel(long seed) throws IOException {
    List<ReadSnapshot> snapshots = RandomHistory.write(seed, 16, directory).snapshots();
    SortedSet<TaskSetName> names = new TreeSet<>();
    snapshots.forEach(snapshot -> names.addAll(snapshot.fleet().keySet()));
    assertTrue(names.size() > 4, "few task sets: " + names);
    for (TaskSetName name : names) {
      List<String> expected = new Model(name).periods(snapshots);
      CommandLineRun run = history(RandomHistory.arn(name), "json");
      assertEquals(String.join("\n", expected), String.join("\n", actual(run)));
      boolean partial =
          expected.isEmpty() || expected.stream().anyMatch(period -> period.contains("UNKNOWN"));
      assertEquals(partial ? 3 : 0, run.exitCode(), run.err());
      history(RandomHistory.arn(name), "table")
          .out()
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80 || line.contains("arn:"), line));
    }
    // An ID without ARN selects the task sets of all services.
    assertEquals(
        names.stream()
            .filter(name -> name.id().equals("ecs-svc/1"))
            .mapToInt(name -> new Model(name).periods(snapshots).size())
            .sum(),
        actual(history("1", "json")).size());
  }

  private CommandLineRun history(String taskSet, String format) {
    return CommandLineRun.at(
        RandomHistory.FIRST.plusSeconds(86_400),
        Map.of(),
        "history",
        taskSet,
        "--from",
        directory.toString(),
        "--format",
        format);
  }

  private static List<String> actual(CommandLineRun run) throws IOException {
    List<String> actual = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode period = new JsonMapper().readTree(line);
      List<String> columns = new ArrayList<>();
      period.path("columns").forEach(column -> columns.add(column.path("column").textValue()));
      actual.add(
          "%s %s %s %s %s"
              .formatted(
                  period.path("began_by").textValue(),
                  period.path("valid_from").textValue(),
                  period.path("valid_to").asText(),
                  period.path("end").textValue(),
                  columns));
    }
    return actual;
  }

  /** The expected periods of one task set. */
  private static final class Model {
    private final TaskSetName name;
    private final List<String> periods = new ArrayList<>();
    private TaskSet state;
    private boolean tagsKnown;
    private String begin;
    private List<String> columns = List.of();
    private boolean unread;

    Model(TaskSetName name) {
      this.name = name;
    }

    List<String> periods(List<ReadSnapshot> snapshots) {
      ReadSnapshot previous = null;
      for (ReadSnapshot snapshot : snapshots) {
        add(snapshot, previous);
        previous = snapshot;
      }
      if (state != null) {
        end("null", unread ? "UNKNOWN" : "CURRENT");
      }
      return periods;
    }

    private void add(ReadSnapshot snapshot, ReadSnapshot previous) {
      Instant time = snapshot.time();
      if (snapshot.unread().hides(name)) {
        unread = true;
        return;
      }
      TaskSet now = snapshot.fleet().get(name);
      boolean tags = !snapshot.unread().hidesTags(name);
      if (state != null && (now == null || now.createdAt() != state.createdAt())) {
        end(time.toString(), "DELETED");
        state = null;
        if (now != null) {
          begin("CREATED", time, List.of(), now, tags);
        }
      } else if (state == null && now != null) {
        boolean created = previous != null && !previous.unread().hides(name);
        begin(created ? "CREATED" : "FIRST_SEEN", time, List.of(), now, tags);
      } else if (state != null) {
        seen(time, now, tags);
      }
    }

    private void seen(Instant time, TaskSet now, boolean tags) {
      List<String> changed = new ArrayList<>();
      if (state.oldArn() != now.oldArn()) {
        changed.add("service_arn");
      }
      if (!state.externalId().equals(now.externalId())) {
        changed.add("external_id");
      }
      if (!state.status().equals(now.status())) {
        changed.add("status");
      }
      if (tags && tagsKnown && !state.team().equals(now.team())) {
        changed.add("tags");
      }
      TaskSet known =
          tags
              ? now
              : new TaskSet(
                  now.createdAt(), now.status(), now.externalId(), state.team(), now.oldArn());
      if (changed.isEmpty()) {
        state = known;
        tagsKnown |= tags;
        unread = false;
      } else {
        boolean before = tagsKnown;
        end(time.toString(), "CHANGED");
        begin("CHANGED", time, changed, known, tags || before);
      }
    }

    private void begin(String by, Instant time, List<String> changed, TaskSet now, boolean tags) {
      begin = by + " " + time;
      columns = changed;
      state = now;
      tagsKnown = tags;
      unread = false;
    }

    private void end(String validTo, String end) {
      periods.add("%s %s %s %s".formatted(begin, validTo, end, columns));
    }
  }
}
