package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.Source.stage;

/** {@code read_failures}: every part of the requested scope that was not read. */
public final class ReadFailures {
  private static final Columns COLUMNS =
      new Columns("Account that was read.", "AWS Region that was read.");

  public static final Column<String> OPERATION =
      COLUMNS.required(
          6, "operation", STRING, stage(), "API operation that failed or was not reached.");
  public static final Column<String> RESOURCE_ARN =
      COLUMNS.required(
          7,
          "resource_arn",
          STRING,
          stage(),
          "Resource that was not read: its ARN, or the requested name.");
  public static final Column<String> ERROR_CODE =
      COLUMNS.required(
          8,
          "error_code",
          STRING,
          stage(),
          "Error code of the service, or the class of the exception.");
  public static final Column<String> MESSAGE =
      COLUMNS.required(9, "message", STRING, stage(), "Message of the service.");
  public static final Column<String> KIND =
      COLUMNS.required(
          10,
          "kind",
          STRING,
          stage(),
          "DENIED, THROTTLED, MISSING, UNSUPPORTED, FAULT or NOT_REACHED.");
  public static final Column<Integer> ATTEMPTS =
      COLUMNS.required(
          11,
          "attempts",
          INTEGER,
          stage(),
          "Number of times the call was sent; 0 if it was never sent.");
  public static final Column<String> CLUSTER_ARN =
      COLUMNS.state(
          12,
          "cluster_arn",
          STRING,
          stage(),
          "Cluster of the service or task set, which ARNs of old services do not contain; absent"
              + " for other resources.");

  public static final Dataset DATASET =
      Dataset.of(
          "read_failures",
          "One row for every part of the requested scope that was not read.",
          COLUMNS,
          COLUMNS.accountId,
          COLUMNS.region,
          OPERATION,
          RESOURCE_ARN,
          ERROR_CODE,
          MESSAGE,
          CLUSTER_ARN,
          KIND,
          ATTEMPTS);

  private ReadFailures() {}
}
