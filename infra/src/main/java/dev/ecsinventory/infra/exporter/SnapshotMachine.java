package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.infra.access.MachineRole;
import dev.ecsinventory.infra.storage.Storage;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * The state machine that takes snapshots: it invokes the function for each stage and each group of
 * accounts. The file {@code snapshot.asl.json} defines it.
 */
final class SnapshotMachine extends Construct {
  /** A fixed name, because the function, which the state machine invokes, has its ARN. */
  static final String NAME = "EcsInventory";

  private static final String DEFINITION = "snapshot.asl.json";

  private final StateMachine machine;

  SnapshotMachine(Construct scope, String id, IAlias function, Storage storage) {
    super(scope, id);
    MachineRole role = new MachineRole(this, "Role", NAME, function.getFunctionArn(), storage);
    machine =
        StateMachine.Builder.create(this, "Machine")
            .stateMachineName(NAME)
            .stateMachineType(StateMachineType.STANDARD)
            .definitionBody(
                DefinitionBody.fromString(definition(function.getFunctionArn(), storage)))
            .role(role.role())
            .build();
    NagSuppressions.addResourceSuppressions(
        machine,
        List.of(
            suppression(
                "AwsSolutions-SF1",
                "Step Functions keeps the history of an execution; the function logs its stages."),
            suppression("AwsSolutions-SF2", "The function's invocations have traces.")));
  }

  /** The ARN, which does not depend on the resource. */
  static String arn() {
    return "arn:%s:states:%s:%s:stateMachine:%s"
        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, NAME);
  }

  IStateMachine machine() {
    return machine;
  }

  private static String definition(String function, Storage storage) {
    return text()
        .replace("PARTITION", Aws.PARTITION)
        .replace("FUNCTION", function)
        .replace("BUCKET", storage.bucket().getBucketName())
        .replace("PREFIX", Storage.PREFIX);
  }

  private static String text() {
    try (InputStream file = SnapshotMachine.class.getResourceAsStream(DEFINITION)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static NagPackSuppression suppression(String rule, String reason) {
    return NagPackSuppression.builder().id(rule).reason(reason).build();
  }
}
