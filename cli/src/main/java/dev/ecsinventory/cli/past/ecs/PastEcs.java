package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.cli.past.RecordedSnapshot;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.AccountRegion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * ECS as a snapshot recorded it. A response contains what ECS responded then, and no value that ECS
 * did not; what was not read is the recorded failure, never an empty list. Safe for use by several
 * threads.
 */
public final class PastEcs {
  private static final Map<String, Function<Call, ObjectNode>> OPERATIONS =
      Map.of(
          "ListClusters", ClusterOperations::list,
          "DescribeClusters", ClusterOperations::describe,
          "ListServices", ServiceOperations::list,
          "DescribeServices", ServiceOperations::describe,
          "DescribeTaskSets", TaskSetOperations::describe,
          "DescribeTaskDefinition", TaskDefinitionOperations::describe);

  /** How the names of operations begin that change something. */
  private static final Pattern WRITE =
      Pattern.compile(
          "(Create|Continue|Delete|Deregister|Execute|Put|Register|Run|Start|Stop|Submit|Tag|Untag"
              + "|Update)[A-Z].*");

  private final RecordedSnapshot snapshot;
  private final Map<AccountRegion, RecordedRegion> regions = new ConcurrentHashMap<>();

  public PastEcs(RecordedSnapshot snapshot) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  static List<String> operations() {
    return OPERATIONS.keySet().stream().sorted().toList();
  }

  public RecordedSnapshot snapshot() {
    return snapshot;
  }

  /** Reads all accounts and Regions now; else each is read when it is first asked for. */
  public void readAll() {
    Tasks.forEach(snapshot.accountRegions(), this::region);
  }

  /** The only account of the snapshot; empty when it has several. */
  public Optional<String> onlyAccount() {
    List<String> accounts = accounts();
    return accounts.size() == 1 ? Optional.of(accounts.getFirst()) : Optional.empty();
  }

  private List<String> accounts() {
    return snapshot.accountRegions().stream().map(AccountRegion::accountId).distinct().toList();
  }

  /**
   * Responds to one call.
   *
   * @throws EcsError when ECS would, or did, respond with an error
   */
  public ObjectNode respond(String operation, AccountRegion accountRegion, ObjectNode input) {
    Function<Call, ObjectNode> function = OPERATIONS.get(operation);
    if (function == null) {
      throw WRITE.matcher(operation).matches()
          ? EcsError.write(operation)
          : EcsError.unsupported(operation);
    }
    return function.apply(call(accountRegion, input));
  }

  /**
   * The ARNs of all task sets of a service, which the API itself does not list.
   *
   * @param input the cluster and the service, as for {@code DescribeTaskSets}
   * @throws EcsError when the service was not read, or not all of its task sets are known
   */
  public List<String> taskSets(AccountRegion accountRegion, ObjectNode input) {
    return TaskSetOperations.arns(call(accountRegion, input));
  }

  private Call call(AccountRegion accountRegion, ObjectNode input) {
    if (!snapshot.accountRegions().contains(accountRegion)) {
      throw EcsError.notInSnapshot(
          "Account %s in Region %s is not in snapshot %s; it has: %s."
              .formatted(
                  accountRegion.accountId(), accountRegion.region(), snapshot.id(), extent()));
    }
    RecordedRegion region = region(accountRegion);
    region
        .unread()
        .ifPresent(
            failure -> {
              throw EcsError.recorded(failure);
            });
    return new Call(snapshot.id(), region, new Input(input));
  }

  private RecordedRegion region(AccountRegion accountRegion) {
    return regions.computeIfAbsent(accountRegion, one -> RecordedRegion.read(snapshot, one));
  }

  /** The accounts, each with its Regions. */
  public String extent() {
    return accounts().stream()
        .map(
            account ->
                snapshot.accountRegions().stream()
                    .filter(one -> one.accountId().equals(account))
                    .map(AccountRegion::region)
                    .collect(Collectors.joining(", ", account + " in ", "")))
        .collect(Collectors.joining("; "));
  }
}
