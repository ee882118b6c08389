package dev.ecsinventory.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.doctor.check.DoctorCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/doctor.md} lists all checks, in their order. */
class DoctorPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Za-z -]+) \\|.*\\|.*\\|.*\\|$");

  @Test
  void listsEveryCheckInOrder() throws IOException {
    String page = Files.readString(CommandLineRun.projectHome().resolve("docs/doctor.md"));
    String table = page.substring(page.indexOf("\n| check |") + "\n| check |".length());

    List<String> listed =
        ROW.matcher(table)
            .results()
            .map(row -> row.group(1))
            .filter(name -> !name.startsWith("-"))
            .toList();

    assertEquals(
        Checks.all(CommandLineRun.projectHome()).stream().map(DoctorCheck::name).toList(), listed);
  }
}
