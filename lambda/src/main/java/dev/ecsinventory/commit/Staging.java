package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.write.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The notes of a snapshot in the making, kept beside the data: what each account is judged by, the
 * plan of each account and region, a receipt for each target that is done, and a record of each run
 * whose time ran out.
 *
 * <p>Policies and plans are kept before anything else is written, so that a retry judges alike and
 * has the same targets, and so the same keys, whatever happened to them in between.
 */
public final class Staging {
  private static final String JSON = "application/json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // What a record works out from its components is not kept.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;

  public Staging(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  public Optional<Plan> plan(AccountRegion place) {
    return read("plan-" + place.name(), Plan.class);
  }

  /** Keeps a plan; the plan that counts is the first that was kept. */
  public Plan keep(Plan plan) {
    String name = "plan-" + plan.place().name();
    byte[] content = bytes(plan);
    if (store.putIfAbsent(keys.staging(snapshot, name), content, JSON)) {
      return plan;
    }
    return read(name, Plan.class).orElseThrow();
  }

  public Optional<StagedPolicy> policy(String accountId) {
    return read(policyName(accountId), StagedPolicy.class);
  }

  /** Keeps what an account is judged by; what counts is the first that was kept. */
  public StagedPolicy keep(StagedPolicy policy) {
    String name = policyName(policy.accountId());
    if (store.putIfAbsent(keys.staging(snapshot, name), bytes(policy), JSON)) {
      return policy;
    }
    return read(name, StagedPolicy.class).orElseThrow();
  }

  private static String policyName(String accountId) {
    return "policy-" + accountId;
  }

  public Optional<TargetReceipt> receipt(Target target) {
    return read("target-" + target.id(), TargetReceipt.class);
  }

  public void keep(TargetReceipt receipt) {
    store.put(keys.staging(snapshot, "target-" + receipt.target()), bytes(receipt), JSON);
  }

  /** Whether the run of this number, from 1, ended because its time ran out. */
  public boolean ranOutOfTime(int run) {
    return store.get(keys.staging(snapshot, outOfTime(run))).isPresent();
  }

  /** Records that a run ended because its time ran out, and what it had not reached. */
  public void keepOutOfTime(int run, List<String> targetsNotReached) {
    store.put(
        keys.staging(snapshot, outOfTime(run)), bytes(new OutOfTime(run, targetsNotReached)), JSON);
  }

  private static String outOfTime(int run) {
    return "out-of-time-" + run;
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    return store.get(keys.staging(snapshot, name)).map(content -> parse(name, content, type));
  }

  private static <T> T parse(String name, byte[] content, Class<T> type) {
    try {
      return MAPPER.readValue(content, type);
    } catch (IOException malformed) {
      throw new UncheckedIOException("staged " + name + " cannot be read", malformed);
    }
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What a run had not reached. */
  private record OutOfTime(int run, List<String> targetsNotReached) {}
}
