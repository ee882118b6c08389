package dev.ecsinventory.infra.cost;

/**
 * List prices of us-east-1 in dollars, as of January 2026, without free tiers and discounts. {@code
 * docs/operations.md} lists them all; verify them before you rely on them.
 */
final class Prices {
  static final double LAMBDA_ARM_GB_SECOND = 0.0000133334;
  static final double LAMBDA_REQUEST = 0.20 / 1e6;

  static final double S3_GB_MONTH = 0.023;
  static final double S3_PUT = 0.005 / 1e3;

  static final double DYNAMODB_WRITE = 0.625 / 1e6;
  static final double DYNAMODB_READ = 0.125 / 1e6;
  static final double DYNAMODB_GB_MONTH = 0.25;
  static final double DYNAMODB_RECOVERY_GB_MONTH = 0.20;

  static final double ATHENA_TB = 5.0;

  static final double CLOUDWATCH_METRIC = 0.30;
  static final double CLOUDWATCH_ALARMED_METRIC = 0.10;

  static final double CONFIG_ITEM = 0.003;
  static final double CONFIG_EVALUATION = 0.001;

  private Prices() {}
}
