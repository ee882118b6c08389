package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test classes run concurrently. A test class that replaces state of the entire process, or records
 * log lines of the process, must be isolated, because other tests affect it.
 */
class IsolatedTestsTest {
  private static final Pattern PROCESS_WIDE =
      Pattern.compile(
          "System\\.set(Property|Out|Err)\\(|new"
              + " SdkProperties\\(|ProxySelector\\.setDefault\\(|\\.addAppender\\(");

  @Test
  void testsThatChangeSharedStateAreIsolated() throws IOException {
    Path tests = CommandLineRun.projectHome().resolve("cli/src/test/java");
    try (Stream<Path> files = Files.walk(tests)) {
      List<Path> sharing =
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .filter(file -> PROCESS_WIDE.matcher(read(file)).find())
              .toList();
      assertTrue(sharing.size() > 2, () -> "the search finds too little: " + sharing);
      assertEquals(
          List.of(), sharing.stream().filter(file -> !read(file).contains("@Isolated")).toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
