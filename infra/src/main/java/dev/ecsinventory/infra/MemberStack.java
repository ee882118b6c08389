package dev.ecsinventory.infra;

import dev.ecsinventory.infra.access.MemberRole;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
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
    List<String> exporterRoleArns =
        parameter(
                "ExporterRoleArn",
                "The ARN of the role EcsInventoryExporter-REGION in the exporter's account; during"
                    + " an upgrade also that of the former role, separated by a comma",
                "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")
            .type("CommaDelimitedList")
            .build()
            .getValueAsList();
    String externalId =
        parameter(
                "ExternalId",
                "The setting externalId of the exporter",
                "^[A-Za-z0-9_+=,.@:/-]{2,1224}$")
            .build()
            .getValueAsString();
    MemberRole role = new MemberRole(this, "Member", exporterRoleArns, externalId, organization());
    CfnOutput.Builder.create(this, "MemberRoleArn")
        .value(role.arn())
        .description("The role; add its account to the setting accounts of the exporter")
        .build();
  }

  /** The ID of the organization to which the exporter must belong; no value without one. */
  private Object organization() {
    String id =
        parameter(
                "OrganizationId",
                "The organization of the exporter's account, such as o-a1b2c3d4e5; empty for an"
                    + " exporter without an organization",
                "^(o-[a-z0-9]{10,32})?$")
            .defaultValue("")
            .build()
            .getValueAsString();
    CfnCondition given =
        CfnCondition.Builder.create(this, "HasOrganization")
            .expression(Fn.conditionNot(Fn.conditionEquals(id, "")))
            .build();
    return Fn.conditionIf(given.getLogicalId(), id, Aws.NO_VALUE);
  }

  private CfnParameter.Builder parameter(String name, String description, String pattern) {
    return CfnParameter.Builder.create(this, name)
        .type("String")
        .description(description)
        .allowedPattern(pattern);
  }
}
