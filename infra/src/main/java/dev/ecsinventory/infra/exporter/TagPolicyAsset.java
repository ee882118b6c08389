package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.access.FunctionPolicy;
import dev.ecsinventory.infra.context.TagPolicySource;
import java.util.Map;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * Deploys the tag policy. Its object is named by its content, so a changed policy makes a new
 * version of the function, and rolling back the one rolls back the other.
 */
final class TagPolicyAsset {
  private TagPolicyAsset() {}

  /** Tells the function where the policy is, and allows reading exactly that. */
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
