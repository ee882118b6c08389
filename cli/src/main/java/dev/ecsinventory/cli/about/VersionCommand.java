package dev.ecsinventory.cli.about;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.manifest.Software;
import dev.ecsinventory.schema.Dataset;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}: what to name in a report of a problem. */
@Command(
    name = "version",
    description = "Print the version, the commit, the schema version and the Java version.")
public final class VersionCommand implements Callable<Integer> {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json. Default: table.")
  private OutputFormat format;

  private final PrintStream out;
  private final Path home;

  /**
   * @param home folder of the project
   */
  public VersionCommand(PrintStream out, Path home) {
    this.out = requireNonNull(out, "out is null");
    this.home = requireNonNull(home, "home is null");
  }

  @Override
  public Integer call() {
    Optional<Checkout> checkout = Checkout.at(home);
    out.print(
        switch (format) {
          case TABLE -> text(checkout);
          case JSON -> json(checkout);
        });
    out.flush();
    return 0;
  }

  private static String text(Optional<Checkout> checkout) {
    return """
    %s
    commit: %s
    schema version: %d
    Java: %s
    """
        .formatted(
            Software.NAME_AND_VERSION,
            checkout.map(Checkout::text).orElse("not known; this is not a git checkout"),
            Dataset.SCHEMA_VERSION,
            Runtime.version());
  }

  private static String json(Optional<Checkout> checkout) {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("version", Software.NAME_AND_VERSION.substring("ecs-inventory ".length()));
    json.put("commit", checkout.map(Checkout::commit).orElse(null));
    json.put("changed", checkout.map(Checkout::changed).orElse(null));
    json.put("schemaVersion", Dataset.SCHEMA_VERSION);
    json.put("java", Runtime.version().toString());
    return json.toPrettyString() + System.lineSeparator();
  }
}
