package dev.ecsinventory.infra;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.settings.InventoryScope;
import dev.ecsinventory.settings.InventorySettings;
import dev.ecsinventory.settings.deployed.DeployedSettings;
import dev.ecsinventory.settings.deployed.DeployedStacks;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Compares the accounts and Regions that the settings name with those that the deployed stack
 * reads. An account or Region that is missing by mistake would not be noticed otherwise: snapshots
 * of the smaller scope are COMPLETE.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/environments.html">The variables that cdk
 *     sets for an app</a>
 */
final class DeployedScope {
  private static final String ACCOUNT = "CDK_DEFAULT_ACCOUNT";
  private static final String REGION = "CDK_DEFAULT_REGION";
  private static final String NOT_COMPARED =
      "accounts and Regions are not compared with the deployed stack: ";
  private static final String REMEDY =
      "or, to deploy without the comparison, -c " + AppOptions.SMALLER_SCOPE_KEY + "=true";

  private final Map<String, String> environment;

  DeployedScope(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Why there is no comparison: cdk has no credentials, or {@code allowed} skips it. */
  Optional<String> skipped(boolean allowed) {
    if (allowed) {
      return Optional.of(NOT_COMPARED + AppOptions.SMALLER_SCOPE_KEY + " is set");
    }
    return environment.containsKey(ACCOUNT) && environment.containsKey(REGION)
        ? Optional.empty()
        : Optional.of(NOT_COMPARED + "cdk has no credentials");
  }

  /**
   * Compares.
   *
   * @return the result as a sentence, and a warning for each setting that was not compared
   * @throws InvalidInputException if the settings leave out an account or Region, or if the
   *     deployed stack cannot be read
   */
  List<String> compare(InventorySettings settings) {
    String account = requireNonNull(environment.get(ACCOUNT), "cdk has no account");
    String region = requireNonNull(environment.get(REGION), "cdk has no Region");
    try (DeployedStacks stacks = DeployedStacks.in(region, environment)) {
      String own = stacks.account();
      if (!own.equals(account)) {
        throw notCompared(
            "the app has credentials of the account %s, cdk of %s; set AWS_PROFILE in place of"
                    .formatted(own, account)
                + " --profile, ");
      }
      return compare(settings, stacks.settings(), account, region);
    } catch (SdkException unreadable) {
      throw notCompared(
          unreadable.getMessage()
              + "; the credentials need cloudformation:DescribeStacks and"
              + " cloudformation:GetTemplate (set AWS_PROFILE in place of --profile), ");
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException profile) {
      // The SDK reports a malformed profile and a failed credential process so.
      throw notCompared("the AWS profile cannot be used: %s; ".formatted(profile.getMessage()));
    }
  }

  private static List<String> compare(
      InventorySettings settings,
      Optional<DeployedSettings> deployed,
      String account,
      String region) {
    if (deployed.isEmpty()) {
      return List.of("there is no deployed stack in " + region);
    }
    InventoryScope next = InventoryScope.of(settings.reading(), region);
    InventoryScope former = deployed.get().scope(region);
    List<String> missing = new ArrayList<>(former.missingIn(next, account));
    if (missing.isEmpty()) {
      List<String> result = new ArrayList<>();
      result.add(
          next.discovers() && former.hasIds()
              ? "the deployed stack reads no other Region; snapshots report each of its accounts"
                  + " that is not discovered as LEFT"
              : "the deployed stack reads no other account or Region");
      deployed.get().problems().stream()
          .map(problem -> "warning: a setting of the deployed stack was not compared: " + problem)
          .forEach(result::add);
      return result;
    }
    missing.add("to deploy the smaller scope, add -c " + AppOptions.SMALLER_SCOPE_KEY + "=true");
    throw new InvalidInputException(
        "the deployment would read less than the deployed stack", missing);
  }

  private static InvalidInputException notCompared(String problem) {
    return new InvalidInputException(
        "accounts and Regions cannot be compared with the deployed stack",
        List.of(problem + REMEDY));
  }
}
