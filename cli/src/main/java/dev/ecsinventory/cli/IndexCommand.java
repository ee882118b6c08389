package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** {@code index}: completes the day indexes, which Athena's tables read. */
@Command(
    name = "index",
    description =
        "Complete the day indexes of every committed snapshot, including those of an older version."
            + " Athena's tables read the data files that a day index lists.",
    footer = {
      "",
      "Complete indexes are not changed, so the command can be repeated at any time, and resumes"
          + " after an interruption. A deployment runs it before its tables read the indexes."
    })
final class IndexCommand implements Callable<Integer> {
  private static final String S3 = "s3://";

  @Option(
      names = "--from",
      paramLabel = "DIR-or-URI",
      required = true,
      description =
          "The inventory: a folder with the output of scan or demo, or a copy of the bucket, or"
              + " s3://BUCKET/PREFIX.")
  private String from;

  @Option(
      names = "--json-days",
      paramLabel = "N",
      description =
          "Days after which the bucket deletes JSON Lines (the context key jsonDays). Default: a"
              + " day whose files are all deleted is omitted.")
  private Integer jsonDays;

  @Option(
      names = "--parquet-days",
      paramLabel = "N",
      description = "The same for Parquet (the context key parquetDays).")
  private Integer parquetDays;

  private final Surroundings surroundings;

  IndexCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    Retention retention =
        new Retention(Optional.ofNullable(jsonDays), Optional.ofNullable(parquetDays));
    try (AwsClients clients =
        new AwsClients(region(), Settings.DEFAULT_READS_PER_SECOND, Backoff.DEFAULT)) {
      Inventory inventory = inventory(clients);
      Pass pass =
          new IndexMaintenance(inventory.store(), inventory.keys(), retention, Clock.systemUTC())
              .runAll(Deadline.NONE);
      surroundings
          .out()
          .printf(
              "%s with committed snapshots; indexes completed: %s%n",
              Counted.of(pass.days(), "day"), pass.repaired());
      surroundings.out().flush();
    }
    return ExitCode.COMPLETE.value();
  }

  private String region() {
    return surroundings
        .environment()
        .getOrDefault(
            "AWS_REGION",
            surroundings.environment().getOrDefault("AWS_DEFAULT_REGION", Region.US_EAST_1.id()));
  }

  private record Inventory(ObjectStore store, ObjectKeys keys) {}

  private Inventory inventory(AwsClients clients) {
    ObjectStore store;
    String prefix = "";
    if (from.startsWith(S3)) {
      String rest = from.substring(S3.length());
      int slash = rest.indexOf('/');
      store = new S3ObjectStore(clients.s3(), slash < 0 ? rest : rest.substring(0, slash));
      prefix = slash < 0 ? "" : rest.substring(slash + 1);
    } else {
      Path directory = Path.of(from).toAbsolutePath().normalize();
      if (!Files.isDirectory(directory)) {
        throw unusable("no such directory exists");
      }
      store = new DirectoryObjectStore(directory);
    }
    String begin = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    return Stream.of(begin, begin + Settings.DEFAULT_PREFIX)
        .map(ObjectKeys::new)
        .filter(keys -> !store.list(keys.manifests(), "").isEmpty())
        .findFirst()
        .map(keys -> new Inventory(store, keys))
        .orElseThrow(() -> unusable("it contains no manifest of a committed snapshot"));
  }

  private InvalidInputException unusable(String why) {
    return new InvalidInputException(
        "the inventory cannot be indexed", List.of("--from: \"%s\": %s".formatted(from, why)));
  }
}
