package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.access.FunctionPolicy;
import dev.ecsinventory.infra.context.TagPolicySource;
import java.util.Map;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * Deploys the tag policy. The object's key depends on its content, so a changed policy creates a
 * new version of the function, and a rollback of the function also rolls back the policy.
 */
final class TagPolicyAsset {
  private TagPolicyAsset() {}

  /**
   * Sets the location of the policy in the function's environment, and allows the function to read
   * exactly this object.
   */
  static void add(
      Construct scope,
      TagPolicySource source,
      Map<String, String> environment,
      FunctionPolicy calls) {
    switch (source) {
      case TagPolicySource.None none -> {}
      case TagPolicySource.Organizations organizations -> {
        environment.put(Settings.TAG_POLICY, "organizations");
        calls.addEffectiveTagPolicy();
        calls.addComplianceEvents();
      }
      case TagPolicySource.LocalFile file -> {
        Asset asset = Asset.Builder.create(scope, "TagPolicy").path(file.path().toString()).build();
        environment.put(Settings.TAG_POLICY, asset.getS3ObjectUrl());
        calls.addTagPolicyObject(asset.getBucket().arnForObjects(asset.getS3ObjectKey()));
        calls.addComplianceEvents();
      }
    }
  }
}
