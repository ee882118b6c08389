package dev.ecsinventory.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code doctor} makes calls that read, and its page lists the permission of each. */
class DoctorReadsOnlyTest {
  /** A call of a client takes a lambda that builds its request. */
  private static final Pattern CALL =
      Pattern.compile("\\.(\\w+)\\(\\s*(?:get|list|describe|head) ->");

  private static final Pattern PERMISSION =
      Pattern.compile("\"((?:[a-z0-9]+):(?:[A-Z]\\w+))(?: in )?\"");

  @Test
  void callsOnlyOperationsThatRead() throws IOException {
    Set<String> calls = matches(CALL);

    assertTrue(calls.size() > 20, calls.toString());
    calls.removeIf(call -> call.matches("(get|list|describe|head)[A-Z]\\w*"));
    assertEquals(Set.of(), calls);
  }

  @Test
  void documentsThePermissionOfEveryCall() throws IOException {
    String page = Files.readString(CommandLineRun.projectHome().resolve("docs/doctor.md"));

    Set<String> permissions = matches(PERMISSION);

    assertTrue(permissions.size() > 20, permissions.toString());
    // A condition key of a bucket policy, not a permission.
    permissions.remove("aws:SecureTransport");
    permissions.removeIf(permission -> page.contains("`" + permission + "`"));
    assertEquals(Set.of(), permissions);
  }

  private static Set<String> matches(Pattern pattern) throws IOException {
    Path sources =
        CommandLineRun.projectHome().resolve("cli/src/main/java/dev/ecsinventory/cli/doctor");
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> match.group(1))
            .forEach(found::add);
      }
    }
    return found;
  }
}
