package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import dev.ecsinventory.write.state.StateTable;
import java.time.Clock;
import java.time.Duration;

/** Everything outside a snapshot that its stages use: AWS, storage, the clock and the observer. */
public record Environment(
    Settings settings,
    AwsClients clients,
    ObjectStore store,
    StateTable table,
    Clock clock,
    Progress progress) {
  public Environment {
    requireNonNull(settings, "settings is null");
    requireNonNull(clients, "clients is null");
    requireNonNull(store, "store is null");
    requireNonNull(table, "table is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(progress, "progress is null");
  }

  /** The environment of a deployed function: the bucket and the table that its settings name. */
  public static Environment inAws(
      Settings settings, AwsClients clients, Clock clock, Progress progress) {
    return new Environment(
        settings,
        clients,
        new S3ObjectStore(clients.s3(), settings.bucket()),
        new DynamoDbStateTable(
            clients.dynamoDb(), settings.table(), Duration.ofDays(settings.versionRetentionDays())),
        clock,
        progress);
  }

  ObjectKeys keys() {
    return settings.keys();
  }

  Accounts accounts() {
    return new Accounts(clients.sts(), settings.roles(), settings.externalId(), RunMetrics.SERVICE);
  }
}
