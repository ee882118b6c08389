package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Facts of a deployment that the command line supplies because the input lacks them.
 *
 * @param parameters values of CloudFormation parameters, by name
 */
public record DeploymentFacts(
    Optional<String> account, Optional<String> region, Map<String, String> parameters) {
  public DeploymentFacts {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    parameters = Map.copyOf(parameters);
  }

  /** The facts without the values of some parameters. */
  DeploymentFacts without(Set<String> names) {
    Map<String, String> others = new HashMap<>(parameters);
    others.keySet().removeAll(names);
    return new DeploymentFacts(account, region, others);
  }
}
