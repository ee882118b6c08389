package dev.ecsinventory.cli.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs that read the exports, where they are installed. */
final class OtherPrograms {
  private static final List<String> PYTHONS = List.of("python3.14", "python3.13", "python3");

  /** All sheets, in UTF-8. */
  private static final String SAVE =
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

  private OtherPrograms() {}

  /** The newest Python; empty where there is none. */
  static Optional<String> python() {
    return PYTHONS.stream().filter(name -> succeeds(name, "-c", "import csv")).findFirst();
  }

  /** Whether a Python distinguishes absent values from empty texts. */
  static boolean distinguishesNull(String python) {
    return succeeds(python, "-c", "import csv; csv.QUOTE_NOTNULL");
  }

  static boolean hasLibreOffice() {
    return succeeds("soffice", "--version");
  }

  /**
   * Opens a file in LibreOffice with its default import, and saves all sheets as CSV. The dialog of
   * the import detects UTF-8 by the byte order mark; the command line has no dialog.
   */
  static void saveAsCsv(Path file, Path folder) {
    List<String> command = new ArrayList<>(List.of("soffice"));
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.add("--headless");
    if (file.toString().endsWith(".csv")) {
      command.add("--infilter=CSV:44,34,76");
    }
    command.addAll(List.of("--convert-to", SAVE, "--outdir", folder.toString(), file.toString()));
    output(command);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The standard output of a command, which must succeed. */
  static String output(List<String> command) {
    try {
      Path out = Files.createTempFile("output", ".txt");
      Path err = Files.createTempFile("errors", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(command + ": " + Files.readString(err));
      }
      return Files.readString(out);
    } catch (IOException failure) {
      throw new AssertionError(command.toString(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
