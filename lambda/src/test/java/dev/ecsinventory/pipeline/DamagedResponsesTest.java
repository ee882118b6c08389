package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.Listed;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every field of every response is missing, null, empty, duplicated, or that of another resource.
 * The reader then reports a failure of exactly the affected resource. It never loses a row without
 * a failure, never invents a row or tags, and never aborts the run.
 */
class DamagedResponsesTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
            {"clusterName": "prod", "tags": [{"key": "Env", "value": "prod"}], "services": [
              {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
               "tags": [{"key": "Team", "value": "pay"}],
               "loadBalancers": [{"targetGroupArn": "tg", "containerName": "c", "containerPort": 1}],
               "taskSets": [
                 {"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]},
                 {"id": "ecs-svc/2", "tags": [{"key": "Team", "value": "pay"}]}]},
              {"serviceName": "deploy", "deploymentController": {"type": "CODE_DEPLOY"},
               "taskSets": [{"id": "ecs-svc/3", "tags": []}]},
              {"serviceName": "web", "tags": []}]}]}]}]}
          """);

  private static EcsSimulator simulator;
  private static Map<String, String> undamaged;
  private static final Map<String, ObjectNode> RESPONSES = new ConcurrentHashMap<>();

  @BeforeAll
  static void readUndamaged() {
    simulator = EcsSimulator.start(FLEET, SimulatorOptions.DEFAULTS);
    EcsRead read =
        EcsRead.of(
            simulator,
            (operation, response) -> {
              RESPONSES.put(operation + service(response), response.deepCopy());
              return response.toString();
            });
    assertEquals(List.of(), read.failures());
    undamaged = tags(read);
    assertEquals(7, undamaged.size());
    assertTrue(undamaged.values().stream().noneMatch(UNKNOWN::equals));
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static final String UNKNOWN = "unknown";

  /**
   * The service whose task sets the response contains; only the response of the first one is
   * damaged.
   */
  private static String service(ObjectNode response) {
    return response.at("/taskSets/0/id").asText().equals("ecs-svc/3") ? " of deploy" : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListClusters",
        "DescribeClusters",
        "ListServices",
        "DescribeServices",
        "DescribeTaskSets"
      })
  void reportsExactlyTheAffectedResources(String operation) {
    List<Damage> damages = Damage.all(operation, RESPONSES.get(operation));
    assertTrue(damages.size() >= 6, damages.toString());
    List<String> problems = new ArrayList<>();
    for (Damage damage : damages) {
      try {
        problems(damage).forEach(problem -> problems.add(damage + ": " + problem));
      } catch (RuntimeException ended) {
        problems.add(damage + ": " + ended);
      }
    }
    assertEquals("", String.join("\n", problems));
  }

  private static List<String> problems(Damage damage) {
    EcsRead read =
        EcsRead.of(
            simulator,
            (operation, response) ->
                (operation.equals(damage.operation()) && service(response).isEmpty()
                        ? damage.in(response)
                        : response)
                    .toString());
    List<String> problems = new ArrayList<>();
    Map<String, String> rows = tags(read);
    Set<String> failed = new HashSet<>();
    read.failures().forEach(failure -> failed.add(failure.resourceArn()));
    if (rows.size() != read.rows().size()) {
      problems.add("rows twice");
    }
    for (String resource : rows.keySet()) {
      boolean namedOnly = UNKNOWN.equals(rows.get(resource)) && failed.contains(resource);
      if (!undamaged.containsKey(resource) && !namedOnly) {
        problems.add("a row of nothing: " + resource);
      }
    }
    for (String resource : undamaged.keySet()) {
      boolean explained = ancestors(resource).stream().anyMatch(failed::contains);
      boolean replaced = isReplaced(damage) && !failed.isEmpty();
      if (!rows.containsKey(resource) && !explained && !isOmitted(damage) && !replaced) {
        problems.add("lost " + resource);
      }
      if (UNKNOWN.equals(rows.get(resource)) && !explained) {
        problems.add("tags unknown without a failure: " + resource);
      }
      if (rows.containsKey(resource)
          && !UNKNOWN.equals(rows.get(resource))
          && !rows.get(resource).equals(undamaged.get(resource))
          && !isOfTags(damage)) {
        problems.add("tags of " + resource + " are " + rows.get(resource));
      }
    }
    if (isTagsUnknown(damage) && rows.values().stream().noneMatch(UNKNOWN::equals)) {
      problems.add("tags shown as known");
    }
    if (isContradiction(damage) && failed.isEmpty()) {
      problems.add("no failure");
    }
    problems.addAll(unrelated(damage, rows));
    problems.addAll(notConserved(read));
    problems.addAll(wrongDeletions(read, damage));
    return problems;
  }

  /** The listed resources are the union of rows and failures. */
  private static List<String> notConserved(EcsRead read) {
    Set<String> known = new HashSet<>(tags(read).keySet());
    read.failures().stream().map(ReadFailure::resourceArn).forEach(known::add);
    List<String> problems = new ArrayList<>();
    for (Scan scan : read.scans()) {
      for (Listed.Services services : scan.listed().clusters().values()) {
        services.arns().stream()
            .filter(arn -> !known.contains(arn))
            .forEach(arn -> problems.add("listed, and neither row nor failure: " + arn));
      }
      for (Map.Entry<ServiceIdentity, Set<String>> of : scan.listed().taskSets().entrySet()) {
        of.getValue().stream()
            .filter(arn -> !known.contains(arn))
            .forEach(arn -> problems.add("named, and neither row nor failure: " + arn));
      }
    }
    return problems;
  }

  /** Only a list without the resource proves its absence. */
  private static List<String> wrongDeletions(EcsRead read, Damage damage) {
    List<String> problems = new ArrayList<>();
    for (Scan scan : read.scans()) {
      for (String arn : undamaged.keySet()) {
        String[] path = arn.split("/");
        String service = path.length > 2 ? ARN + "service/prod/" + path[2] : "";
        boolean absent =
            path.length == 3 && scan.coverage().provesAbsent(ARN + "cluster/prod", arn)
                || path.length > 3
                    && scan.coverage().provesAbsent(ARN + "cluster/prod", service, arn);
        if (absent && !isOmitted(damage)) {
          problems.add("taken for deleted: " + arn);
        }
      }
    }
    return problems;
  }

  /** A damaged description of one resource does not change the others. */
  private static List<String> unrelated(Damage damage, Map<String, String> rows) {
    List<String> problems = new ArrayList<>();
    if (damage.pointer().matches("/(services|taskSets)/0(/.*)?")) {
      for (String resource : undamaged.keySet()) {
        boolean other =
            damage.operation().equals("DescribeServices")
                ? !resource.contains("/prod/checkout")
                : !resource.endsWith("/checkout/ecs-svc/1");
        if (other && !undamaged.get(resource).equals(rows.get(resource))) {
          problems.add("also affects " + resource);
        }
      }
    }
    return problems;
  }

  /** A list without the entry is a complete response, which proves the absence of the resource. */
  private static boolean isOmitted(Damage damage) {
    String lists = "/clusterArns|/serviceArns|/services/\\d/taskSets";
    return (damage.kind() == Damage.Kind.EMPTY && damage.pointer().matches(lists))
        || (damage.kind() == Damage.Kind.MISSING && damage.pointer().matches("(" + lists + ")/\\d"))
        // A service with another name in the same cluster may exist.
        || (damage.kind() == Damage.Kind.OTHER_NAME
            && damage.pointer().matches("/(clusterArns|serviceArns)/\\d"))
        || (damage.kind() == Damage.Kind.OTHER_CLUSTER
            && damage.pointer().matches("/clusterArns/\\d"))
        || (damage.kind() == Damage.Kind.OTHER_NAME
            && damage.pointer().matches("/services/\\d/taskSets/\\d/taskSetArn"));
  }

  /**
   * A list names a resource of another account or Region instead; a failure names that resource.
   */
  private static boolean isReplaced(Damage damage) {
    return damage.kind().name().startsWith("OTHER_")
        && damage
            .pointer()
            .matches("/(clusterArns|serviceArns)/\\d|/services/\\d/taskSets/\\d/taskSetArn");
  }

  /** A resource has the ARN of another one, or a value that no format can store. */
  private static boolean isContradiction(Damage damage) {
    boolean foreign =
        damage.kind().name().matches("OTHER_(ACCOUNT|REGION|CLUSTER)")
            && damage.pointer().matches(".*/(clusterArn|serviceArn|taskSetArn)");
    // The descriptions of task sets replace the inline task sets of a service.
    return foreign
        || (damage.kind() == Damage.Kind.UNUSABLE
            && !damage.pointer().matches("/services/\\d/taskSets/.*"));
  }

  private static boolean isOfTags(Damage damage) {
    return damage.pointer().contains("/tags");
  }

  private static boolean isTagsUnknown(Damage damage) {
    boolean none = damage.kind() == Damage.Kind.MISSING || damage.kind() == Damage.Kind.NULL;
    boolean read = !damage.pointer().matches("/services/\\d/taskSets/.*");
    return read
        && (none && damage.pointer().matches("/[a-zA-Z]+/\\d/tags(/\\d/key)?")
            || damage.kind() == Damage.Kind.NULL && damage.pointer().matches(".*/tags/\\d")
            || damage.kind() == Damage.Kind.TWICE && damage.pointer().matches(".*/tags/\\d"));
  }

  /** The resource, its service and its cluster. */
  private static Set<String> ancestors(String arn) {
    Set<String> ancestors = new HashSet<>(List.of(arn, ARN + "cluster/*", ARN + "cluster/prod"));
    String[] path = arn.split("/");
    if (path.length > 2) {
      ancestors.add(ARN + "service/prod/" + path[2]);
    }
    return ancestors;
  }

  /** The tags of each row by ARN. */
  private static Map<String, String> tags(EcsRead read) {
    Map<String, String> tags = new TreeMap<>();
    for (Row row : read.rows()) {
      switch (row.dataset().name()) {
        case "clusters" ->
            tags.put(
                row.get(Clusters.CLUSTER_ARN),
                row.get(Clusters.TAGS_KNOWN) ? "" + row.get(Clusters.TAGS) : UNKNOWN);
        case "services" ->
            tags.put(
                row.get(Services.SERVICE_ARN),
                row.get(Services.TAGS_KNOWN) ? "" + row.get(Services.TAGS) : UNKNOWN);
        default ->
            tags.put(
                row.get(TaskSets.TASK_SET_ARN),
                row.get(TaskSets.TAGS_KNOWN) ? "" + row.get(TaskSets.TAGS) : UNKNOWN);
      }
    }
    return tags;
  }
}
