package dev.ecsinventory.plan;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.aws.failure.NotReachedException;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;

/**
 * Lists the services of large clusters while an account and Region is planned, so that each becomes
 * several targets. The services are named in the plan, because the pages of ListServices have no
 * stable order, and their tokens end with the listing.
 *
 * <p>A cluster whose services cannot all be listed is one target: its scan lists them again, and
 * records the failure.
 */
final class ServiceLister {
  private static final String OPERATION = "ListServices";

  /** The maximum page size of ListServices. */
  private static final int PAGE = 100;

  private final EcsReader reader;
  private final CallCounter counter;
  private final Deadline deadline;
  private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();

  ServiceLister(EcsReader reader, CallCounter counter, Deadline deadline) {
    this.reader = reader;
    this.counter = counter;
    this.deadline = deadline;
  }

  /** The ARNs of the services of those clusters whose services could all be listed. */
  Map<String, Collection<String>> list(List<ClusterToRead> clusters) {
    Map<String, Collection<String>> services = new ConcurrentHashMap<>();
    Tasks.forEach(clusters, cluster -> list(cluster.arn(), services));
    return services;
  }

  /** The listings for which there was no time, so that the plan is made again. */
  List<ReadFailure> failures() {
    return failures.stream().sorted(ReadFailure.ORDER).toList();
  }

  private void list(String clusterArn, Map<String, Collection<String>> services) {
    SortedMap<String, String> byName = new TreeMap<>();
    Pages pages = new Pages();
    boolean more;
    do {
      try {
        ListServicesResponse page = page(clusterArn, pages.token());
        if (!page.serviceArns().stream().allMatch(arn -> isService(clusterArn, arn))) {
          return;
        }
        page.serviceArns().forEach(arn -> byName.putIfAbsent(EcsArn.nameOf(arn), arn));
        more = pages.follows(page.hasServiceArns(), page.nextToken());
      } catch (SdkException leftToTheScan) {
        return;
      } catch (NotReachedException outOfTime) {
        failures.add(reader.notReached(OPERATION, clusterArn));
        return;
      }
    } while (more);
    services.put(clusterArn, byName.values());
  }

  private static boolean isService(String clusterArn, String arn) {
    return arn != null && !arn.isBlank() && new ServiceIdentity(clusterArn, arn).isConsistent();
  }

  private ListServicesResponse page(String clusterArn, String token) {
    return reader.call(
        CallPriority.ofPlan(),
        (client, options) ->
            client.listServices(
                request ->
                    request
                        .cluster(clusterArn)
                        .maxResults(PAGE)
                        .nextToken(token)
                        .overrideConfiguration(options)),
        counter,
        deadline);
  }
}
