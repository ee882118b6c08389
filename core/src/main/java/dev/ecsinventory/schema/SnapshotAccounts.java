package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.Source.stage;

import java.util.List;

/** {@code accounts}: every account of a snapshot's scope, also those that were not read. */
public final class SnapshotAccounts {
  private static final Columns COLUMNS =
      new Columns("Account.", "AWS Region that took the snapshot.");

  public static final Column<String> ACCOUNT_NAME =
      COLUMNS.state(
          6,
          "account_name",
          STRING,
          stage(),
          "Name of the account; absent without a discovery of the organization.");
  public static final Column<String> ACCOUNT_STATE =
      COLUMNS.state(
          7,
          "account_state",
          STRING,
          stage(),
          "State of the account in AWS Organizations; absent without a discovery, and for an"
              + " account that is no longer in the organization.");
  public static final Column<String> ORGANIZATION_PATH =
      COLUMNS.state(
          8,
          "organization_path",
          STRING,
          stage(),
          "Organization, root and units of the account, as aws:PrincipalOrgPaths has them; absent"
              + " where account_state is.");
  public static final Column<String> ROLE_ARN =
      COLUMNS.state(
          9,
          "role_arn",
          STRING,
          stage(),
          "Role that reads the account; absent for the function's own credentials, and where"
              + " nothing was to be read.");
  public static final Column<Boolean> READ =
      COLUMNS.required(
          10, "read", BOOLEAN, stage(), "Whether at least one of its Regions was read.");
  public static final Column<String> REASON =
      COLUMNS.required(
          11,
          "reason",
          STRING,
          stage(),
          "READ, NOT_READ, ROLE_DENIED, NO_REGION, EXCLUDED, SUSPENDED, CLOSED, PENDING_ACTIVATION"
              + " or LEFT.");
  public static final Column<List<String>> REGIONS_READ =
      COLUMNS.state(
          12,
          "regions_read",
          Shapes.SORTED_STRINGS,
          stage(),
          "Regions of which at least a part was read.");
  public static final Column<List<String>> REGIONS_NOT_ENABLED =
      COLUMNS.state(
          13,
          "regions_not_enabled",
          Shapes.SORTED_STRINGS,
          stage(),
          "Regions that were not read because the account has not enabled them.");
  public static final Column<Integer> ACCOUNT_READ_FAILURE_COUNT =
      COLUMNS.required(14, "read_failure_count", INTEGER, stage(), "Its rows of read_failures.");
  public static final Column<String> LAST_READ_SNAPSHOT_ID =
      COLUMNS.state(
          15,
          "last_read_snapshot_id",
          STRING,
          stage(),
          "The newest earlier full snapshot that read the account; absent without a discovery, and"
              + " if there is none.");

  public static final Dataset DATASET =
      Dataset.of(
          "accounts",
          "One row for every account of the snapshot's scope, also for those that were not read.",
          COLUMNS,
          COLUMNS.accountId);

  private SnapshotAccounts() {}
}
