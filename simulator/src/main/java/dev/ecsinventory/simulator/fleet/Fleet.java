package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resources that a simulator serves: accounts, their Regions, clusters, services and task sets.
 * Immutable.
 *
 * <p>Each resource is a {@link Document} with the API's field names, so every field of the API can
 * be served; timestamps are seconds since the epoch. ARNs, IDs, states, counts and creation times
 * that a description omits have deterministic defaults. A field that is {@code null} is served as
 * absent.
 *
 * @param accounts the accounts; callers without an assumed role belong to the first one
 * @param organization the organization of the accounts, if they are in one
 */
public record Fleet(List<Account> accounts, Optional<Organization> organization) {
  /** ECS's form of task set IDs. */
  public static final Pattern TASK_SET_ID = Pattern.compile("ecs-svc/[a-zA-Z0-9_-]+");

  public Fleet {
    accounts = List.copyOf(accounts);
    requireNonNull(organization, "organization is null");
  }

  /** Accounts that are in no organization. */
  public Fleet(List<Account> accounts) {
    this(accounts, Optional.empty());
  }

  /**
   * One AWS account.
   *
   * @param id twelve digits
   * @param externalId external ID that AssumeRole must present, if any
   */
  public record Account(String id, Optional<String> externalId, List<Region> regions) {
    public Account {
      requireNonNull(id, "id is null");
      requireNonNull(externalId, "externalId is null");
      regions = List.copyOf(regions);
    }
  }

  /**
   * One Region of an account.
   *
   * @param taskDefinitions the described task definitions; others that services and task sets name
   *     exist too, without tags
   */
  public record Region(String name, List<Cluster> clusters, List<TaskDefinition> taskDefinitions) {
    public Region {
      requireNonNull(name, "name is null");
      clusters = List.copyOf(clusters);
      taskDefinitions = List.copyOf(taskDefinitions);
    }
  }

  /** A cluster; the document is an API {@code Cluster}. */
  public record Cluster(
      String name, String arn, String status, Document document, List<Service> services) {
    public Cluster {
      requireNonNull(name, "name is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(status, "status is null");
      requireNonNull(document, "document is null");
      services = List.copyOf(services);
    }
  }

  /**
   * An ECS service; the document is an API {@code Service} without its task sets.
   *
   * @param status ACTIVE, DRAINING or INACTIVE
   * @param controller the deployment controller's type; ECS when the document has none
   */
  public record Service(
      String name,
      String arn,
      String status,
      String controller,
      Document document,
      List<TaskSet> taskSets) {
    public Service {
      requireNonNull(name, "name is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(status, "status is null");
      requireNonNull(controller, "controller is null");
      requireNonNull(document, "document is null");
      taskSets = List.copyOf(taskSets);
    }
  }

  /** A task set; the document is an API {@code TaskSet} with its tags. */
  public record TaskSet(String id, String arn, Document document) {
    public TaskSet {
      requireNonNull(id, "id is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(document, "document is null");
    }
  }

  /**
   * A task definition; the document is an API {@code TaskDefinition} without its containers, and
   * with its tags, which the API returns next to it.
   */
  public record TaskDefinition(String arn, Document document) {
    public TaskDefinition {
      requireNonNull(arn, "arn is null");
      requireNonNull(document, "document is null");
    }
  }

  /**
   * Reads a fleet file.
   *
   * @throws InvalidDescriptionException naming everything that is wrong with it
   */
  public static Fleet read(Path file) {
    return FleetReader.read(file.toString(), DescriptionProblems.readText(file));
  }

  /**
   * Reads a fleet from JSON text.
   *
   * @throws InvalidDescriptionException naming everything that is wrong with it
   */
  public static Fleet parse(String json) {
    return FleetReader.read("fleet", json);
  }

  /** A fleet from a tree in the form of {@link #toJson}; the tree is not changed. */
  public static Fleet of(JsonNode json) {
    return FleetReader.read("fleet", json.deepCopy());
  }

  /** This fleet as JSON with all defaults; {@link #of} returns an equal fleet for it. */
  public ObjectNode toJson() {
    return FleetJson.of(this);
  }

  /**
   * This fleet with one changed resource: {@code change} modifies its JSON (with the services of a
   * cluster and the task sets of a service) in place. Counts of its parents do not change.
   *
   * @throws IllegalArgumentException when no resource has this ARN
   */
  public Fleet with(String arn, Consumer<ObjectNode> change) {
    return FleetJson.changed(this, arn, change);
  }

  /**
   * This fleet without one resource and its contents.
   *
   * @throws IllegalArgumentException when no resource has this ARN
   */
  public Fleet without(String arn) {
    return FleetJson.without(this, arn);
  }

  /** Every cluster of every account and Region. */
  public Stream<Cluster> clusters() {
    return accounts.stream()
        .flatMap(account -> account.regions().stream())
        .flatMap(region -> region.clusters().stream());
  }

  /** Every service of every cluster. */
  public Stream<Service> services() {
    return clusters().flatMap(cluster -> cluster.services().stream());
  }

  /** Every task set of every service. */
  public Stream<TaskSet> taskSets() {
    return services().flatMap(service -> service.taskSets().stream());
  }
}
