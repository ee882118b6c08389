package dev.ecsinventory.infra;

import dev.ecsinventory.infra.access.MemberRole;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The role in an account that is read but does not store the inventory. Its template has no assets
 * and needs no bootstrap, so that a StackSet can put it into every account of an organization.
 */
public final class MemberStack extends Stack {
  public MemberStack(Construct scope, String id) {
    super(
        scope,
        id,
        StackProps.builder()
            .description("ECS Inventory: the role that reads this account")
            .synthesizer(new BootstraplessSynthesizer())
            .build());
    String exporterRoleArn =
        parameter(
            "ExporterRoleArn",
            "The output ExporterRoleArn of the stack EcsInventoryExporter",
            "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$");
    String externalId =
        parameter(
            "ExternalId",
            "The setting externalId of the exporter",
            "^[A-Za-z0-9_+=,.@:/-]{2,1224}$");
    MemberRole role = new MemberRole(this, "Member", exporterRoleArn, externalId);
    CfnOutput.Builder.create(this, "MemberRoleArn")
        .value(role.arn())
        .description("The role; add its account to the setting accounts of the exporter")
        .build();
  }

  private String parameter(String name, String description, String pattern) {
    return CfnParameter.Builder.create(this, name)
        .type("String")
        .description(description)
        .allowedPattern(pattern)
        .build()
        .getValueAsString();
  }
}
