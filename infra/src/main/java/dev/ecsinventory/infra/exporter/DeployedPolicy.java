package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.settings.TagPolicySource;
import java.util.Map;
import java.util.Optional;

/**
 * The tag policy of a deployment. Its text is an object of the inventory's bucket whose key is the
 * text's hash, so that a changed policy creates a new version of the function, and an earlier
 * version, to which a rollback returns, still finds its policy.
 */
final class DeployedPolicy {
  private DeployedPolicy() {}

  /**
   * Sets the location of the policy in the function's environment.
   *
   * @return the text that the deployment has to put there, if the policy is a file
   */
  static Optional<String> add(
      TagPolicySource source, Storage storage, Map<String, String> environment) {
    return switch (source) {
      case TagPolicySource.None _ -> Optional.empty();
      case TagPolicySource.Organizations _ -> {
        environment.put(Settings.TAG_POLICY, "organizations");
        yield Optional.empty();
      }
      case TagPolicySource.LocalFile file -> {
        String text = file.text();
        environment.put(
            Settings.TAG_POLICY,
            "s3://%s/%s"
                .formatted(
                    storage.bucket().getBucketName(), storage.keys().policy(Sha256.of(text))));
        yield Optional.of(text);
      }
    };
  }
}
