package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.aws.shape.ShapeJson;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The readings of a target: the number of services that the planner packs into one, each with the
 * same number of task sets, which together have every field of the API.
 *
 * @param readings readings of its services, in the SDK's form
 * @param services number of services
 * @param taskSets number of task sets
 */
public record SampleTarget(List<Reading> readings, int services, int taskSets) {
  static final int CLUSTERS = 10;
  static final int SERVICES_PER_CLUSTER = 100;
  static final int TASK_SETS_PER_SERVICE = 5;

  private static final AccountRegion PLACE = new AccountRegion("123456789012", "us-east-1");

  public SampleTarget {
    readings = List.copyOf(readings);
  }

  /** A target whose task sets have the tags that {@code tags} returns for their ordinal. */
  static SampleTarget tagged(IntFunction<List<Tag>> tags) {
    FleetSize size = new FleetSize(CLUSTERS, SERVICES_PER_CLUSTER, TASK_SETS_PER_SERVICE);
    List<Fleet.Service> services = FleetGenerator.uniform(1).generate(size).services().toList();
    return new SampleTarget(
        IntStream.range(0, services.size())
            .mapToObj(index -> reading(services.get(index), index, tags))
            .toList(),
        services.size(),
        services.size() * TASK_SETS_PER_SERVICE);
  }

  /** The evaluated rows of a target in which three in a hundred task sets violate the policy. */
  public static List<Row> evaluatedRows(SnapshotId snapshot) {
    List<Row> rows = tagged(SamplePolicy::mostlyCompliant).rows(new Normalizer(snapshot));
    return new FleetEvaluator(Optional.of(SamplePolicy.parsed())).evaluate(rows);
  }

  /** The evaluated rows of the services and task sets. */
  List<Row> rows(Normalizer normalizer) {
    return readings.stream().flatMap(reading -> normalizer.rows(PLACE, reading).stream()).toList();
  }

  private static Reading reading(Fleet.Service service, int index, IntFunction<List<Tag>> tags) {
    int first = index * TASK_SETS_PER_SERVICE;
    List<TaskSetReading> taskSets =
        IntStream.range(0, service.taskSets().size())
            .mapToObj(
                position -> taskSet(service.taskSets().get(position), tags.apply(first + position)))
            .map(taskSet -> new TaskSetReading(taskSet.taskSetArn(), taskSet, true))
            .toList();
    Service described =
        ShapeJson.read(Service.builder(), service.document().node())
            .taskSets(taskSets.stream().map(TaskSetReading::taskSet).toList())
            .build();
    return new ServiceReading(
        new ServiceIdentity(described.clusterArn(), described.serviceArn()),
        described,
        true,
        taskSets.size(),
        taskSets);
  }

  private static TaskSet taskSet(Fleet.TaskSet taskSet, List<Tag> tags) {
    return ShapeJson.read(TaskSet.builder(), taskSet.document().node()).tags(tags).build();
  }
}
