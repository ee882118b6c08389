package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

/** An alias of a function. */
public record FunctionAlias(String arn, String function, String name) {
  private static final int FUNCTION_PART = 6;
  private static final int NAME_PART = 7;

  public FunctionAlias {
    requireNonNull(arn, "arn is null");
    requireNonNull(function, "function is null");
    requireNonNull(name, "name is null");
  }

  /** Parses {@code arn:aws:lambda:REGION:ACCOUNT:function:FUNCTION:ALIAS}. */
  static AwsReading<FunctionAlias> parse(String arn) {
    String[] parts = arn.split(":");
    return parts.length == NAME_PART + 1
        ? new AwsReading.Found<>(new FunctionAlias(arn, parts[FUNCTION_PART], parts[NAME_PART]))
        : new AwsReading.Unknown<>("the function", "not the ARN of an alias: " + arn);
  }
}
