package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Glob;
import dev.ecsinventory.policy.TaskSetRow;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Scopes over services of equal names in several clusters and accounts, in both ARN forms. */
class ScopeTest {
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> NAMES = List.of("blue", "green", "web", "web-1");

  /** A service, and whether ECS reports the short form of its ARN. */
  private record Service(String account, String cluster, String name, boolean reportedShort) {
    String arn(boolean shortForm) {
      return "arn:aws:ecs:eu-west-1:%s:service/%s%s"
          .formatted(account, shortForm ? "" : cluster + "/", name);
    }

    Row taskSet() {
      return TaskSetRow.builder()
          .set(TaskSets.DATASET.accountId(), account)
          .set(TaskSets.CLUSTER_ARN, "arn:aws:ecs:eu-west-1:" + account + ":cluster/" + cluster)
          .set(TaskSets.CLUSTER_NAME, cluster)
          .set(TaskSets.SERVICE_ARN, arn(reportedShort))
          .set(TaskSets.SERVICE_NAME, name)
          .build();
    }
  }

  @Provide
  Arbitrary<Service> services() {
    return Combinators.combine(
            Arbitraries.of(ACCOUNTS),
            Arbitraries.of(NAMES),
            Arbitraries.of(NAMES),
            Arbitraries.of(true, false))
        .as(Service::new);
  }

  @Provide
  Arbitrary<List<Glob>> globs() {
    List<String> texts = new ArrayList<>(NAMES);
    texts.addAll(List.of("web*", "*", "arn:aws:ecs:*:service/blue/*", "arn:aws*/web"));
    texts.add("arn:aws:ecs:eu-west-1:111122223333:service/w*");
    texts.add("arn:aws:ecs:eu-west-1:111122223333:service/blu?/web*");
    for (String account : ACCOUNTS) {
      for (String cluster : NAMES) {
        texts.add(new Service(account, cluster, "web", false).arn(false));
        texts.add(new Service(account, cluster, cluster, true).arn(true));
      }
    }
    return Arbitraries.of(texts).map(Glob::new).list().ofMaxSize(2);
  }

  private static RuleScope scope(List<Glob> services) {
    return new RuleScope(List.of(), List.of(), List.of(), services);
  }

  @Property(seed = "4711")
  void anArnInEitherFormNamesTheServiceInWhicheverFormItIsReported(
      @ForAll("services") Service named, @ForAll("services") Service other) {
    Row taskSet = other.taskSet();
    boolean sameAccountAndName =
        named.account().equals(other.account()) && named.name().equals(other.name());

    assertEquals(
        sameAccountAndName && named.cluster().equals(other.cluster()),
        scope(List.of(new Glob(named.arn(false)))).includes(taskSet));
    assertEquals(sameAccountAndName, scope(List.of(new Glob(named.arn(true)))).includes(taskSet));
  }

  @Property(seed = "4711")
  void scopesThatIncludeOneTaskSetMayMeet(
      @ForAll("globs") List<Glob> one,
      @ForAll("globs") List<Glob> other,
      @ForAll("services") Service service) {
    boolean both =
        scope(one).includes(service.taskSet()) && scope(other).includes(service.taskSet());

    assertTrue(!both || scope(one).mayMeet(scope(other)), one + " and " + other);
  }

  /** A glob of long ARNs means clusters; it must not widen to services of such a name. */
  @Example
  void aGlobOfClustersDoesNotNameServicesByTheirShortForm() {
    RuleScope clusters =
        scope(List.of(new Glob("arn:aws:ecs:eu-west-1:111122223333:service/web*")));

    assertTrue(clusters.includes(new Service(ACCOUNTS.get(0), "web-1", "a", false).taskSet()));
    assertTrue(!clusters.includes(new Service(ACCOUNTS.get(0), "blue", "web", false).taskSet()));
  }

  @Example
  void aGlobOfNamesIsNotComparedWithArns() {
    Row taskSet = new Service(ACCOUNTS.get(0), "web", "green", false).taskSet();
    List<Glob> likeAnArn = List.of(new Glob("a*"));

    assertTrue(!scope(likeAnArn).includes(taskSet));
    assertTrue(!new RuleScope(List.of(), List.of(), likeAnArn, List.of()).includes(taskSet));
  }
}
