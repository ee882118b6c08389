package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.time.Clock;

/** Everything outside a snapshot that its stages use: AWS, storage, the clock and the observer. */
record Environment(
    Settings settings,
    AwsClients clients,
    Accounts accounts,
    ObjectStore store,
    StateTable table,
    Clock clock,
    Progress progress) {
  Environment {
    requireNonNull(settings, "settings is null");
    requireNonNull(clients, "clients is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(store, "store is null");
    requireNonNull(table, "table is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(progress, "progress is null");
  }

  ObjectKeys keys() {
    return settings.keys();
  }
}
