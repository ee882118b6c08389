package dev.ecsinventory.pipeline;

import dev.ecsinventory.simulator.fleet.Fleet;
import java.util.List;
import java.util.stream.Collectors;

/** Two accounts with two Regions each, and a service with one task set in each of the four. */
final class TwoAccounts {
  static final String OWN = "123456789012";
  static final String OTHER = "210987654321";
  static final String ROLE = "arn:aws:iam::210987654321:role/inventory";
  static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");

  static final Fleet FLEET = fleet("pay");

  private TwoAccounts() {}

  /** The fleet with this value of the tag {@code Team} in all task sets. */
  static Fleet fleet(String team) {
    return Fleet.parse(
        "{\"accounts\":[%s,%s]}".formatted(account(OWN), account(OTHER)).replace("TEAM", team));
  }

  private static String account(String id) {
    return "{\"id\":\"%s\",\"regions\":[%s]}"
        .formatted(id, REGIONS.stream().map(TwoAccounts::region).collect(Collectors.joining(",")));
  }

  private static String region(String name) {
    return """
    {"name": "%s", "clusters": [{"clusterName": "prod", "services": [
      {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
       "taskSets": [{"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "TEAM"}]}]}]}]}
    """
        .formatted(name);
  }
}
