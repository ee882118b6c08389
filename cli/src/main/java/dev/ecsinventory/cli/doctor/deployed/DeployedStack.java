package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudFormation stack. The checks find resources by their type here, so that they depend on no
 * name.
 *
 * @param outputs values by key
 */
public record DeployedStack(
    String name, String status, Map<String, String> outputs, List<StackResource> resources) {
  public static final String ALARM = "AWS::CloudWatch::Alarm";
  public static final String ALIAS = "AWS::Lambda::Alias";
  public static final String DATABASE = "AWS::Glue::Database";
  public static final String FUNCTION = "AWS::Lambda::Function";
  public static final String NAMED_QUERY = "AWS::Athena::NamedQuery";
  public static final String QUEUE = "AWS::SQS::Queue";
  public static final String ROLE = "AWS::IAM::Role";
  public static final String SCHEDULE = "AWS::Scheduler::Schedule";
  public static final String TOPIC = "AWS::SNS::Topic";
  public static final String WORK_GROUP = "AWS::Athena::WorkGroup";

  public DeployedStack {
    requireNonNull(name, "name is null");
    requireNonNull(status, "status is null");
    outputs = Map.copyOf(outputs);
    resources = List.copyOf(resources);
  }

  /**
   * A resource of the stack.
   *
   * @param logicalId its name in the template
   * @param physicalId its name or ARN in AWS, as {@code Ref} returns it
   */
  public record StackResource(String type, String logicalId, String physicalId) {
    public StackResource {
      requireNonNull(type, "type is null");
      requireNonNull(logicalId, "logicalId is null");
      requireNonNull(physicalId, "physicalId is null");
    }
  }

  /** All resources of a type. */
  public List<StackResource> all(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The physical ID of the first resource of a type. */
  public AwsReading<String> first(String type) {
    return all(type).stream()
        .findFirst()
        .<AwsReading<String>>map(resource -> new AwsReading.Found<>(resource.physicalId()))
        .orElseGet(
            () -> new AwsReading.Absent<>("resource of type %s in %s".formatted(type, name)));
  }

  public Optional<String> output(String key) {
    return Optional.ofNullable(outputs.get(key));
  }
}
