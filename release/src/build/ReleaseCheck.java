import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the files of a release: the command line runs without Java and with an empty PATH, and the
 * bill of materials lists every library in it.
 */
final class ReleaseCheck {
  private static final Pattern COMPONENT =
      Pattern.compile("\"purl\"\\s*:\\s*\"pkg:maven/[^/\"]+/([^@\"]+)@([^?\"]+)");

  private ReleaseCheck() {}

  public static void main(String[] arguments) throws Exception {
    String version = arguments[0];
    Path folder = Path.of("target", "check").toAbsolutePath();
    delete(folder);
    Files.createDirectories(folder);
    Path archive = Path.of("target", "ecs-inventory-" + version + ".tar.gz").toAbsolutePath();
    run(folder, new ProcessBuilder("tar", "-xzf", archive.toString()));
    Path home = folder.resolve("ecs-inventory-" + version);
    ProcessBuilder demo =
        new ProcessBuilder(home.resolve("ecs-inventory").toString(), "demo", "--out", "demo");
    demo.environment().clear();
    demo.environment().put("PATH", "");
    String output = run(folder, demo);
    require(output.contains("Snapshot 20260115T060000Z is COMPLETE"), output);
    require(output.contains("This installation has no DynamoDB Local"), output);
    require(Files.exists(folder.resolve("demo/inventory/reports/latest.html")), "no report");
    librariesAreListed(home.resolve("lib"));
    for (String notice : List.of("LICENSE", "NOTICE", "THIRD-PARTY.txt", "licenses/EPL-2.0.txt")) {
      require(Files.size(home.resolve(notice)) > 0, notice);
    }
  }

  private static void librariesAreListed(Path libraries) throws Exception {
    Set<String> listed =
        COMPONENT
            .matcher(Files.readString(Path.of("target", "bom.json")))
            .results()
            .map(component -> component.group(1) + "-" + component.group(2))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(libraries)) {
      List<String> missing =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> listed.stream().noneMatch(name::startsWith))
              .toList();
      require(missing.isEmpty(), "the bill of materials lacks " + missing);
    }
  }

  private static String run(Path folder, ProcessBuilder command) throws Exception {
    File output = File.createTempFile("release", ".txt");
    Process process =
        command.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output).start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    String text = Files.readString(output.toPath());
    require(ended && process.exitValue() == 0, command.command() + ": " + text);
    return text;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalStateException(problem);
    }
  }

  private static void delete(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
