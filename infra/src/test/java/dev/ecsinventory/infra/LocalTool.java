package dev.ecsinventory.infra;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Detection of optional programs, without which a test is skipped. */
public final class LocalTool {
  private LocalTool() {}

  /** Whether a program with that name is on the path. */
  public static boolean isInstalled(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Whether {@code python3} has a module; the module's program may be missing from the path. */
  public static boolean pythonHas(String module) throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }
}
