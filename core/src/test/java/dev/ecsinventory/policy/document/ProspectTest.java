package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.model.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of a task set that does not exist yet, and of the scopes that include it. */
class ProspectTest {
  private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";

  private static Prospect prospect(String account, String region, String cluster, String service) {
    return Prospect.of(
        Optional.ofNullable(account),
        Optional.ofNullable(region),
        Optional.ofNullable(cluster),
        Optional.ofNullable(service),
        List.of(),
        Optional.empty());
  }

  private static String text(Prospect prospect) {
    return List.of(
            prospect.account(),
            prospect.region(),
            prospect.cluster(),
            prospect.clusterArn(),
            prospect.service(),
            prospect.serviceArn())
        .stream()
        .map(part -> part.map(text -> text.replace(ARN, "ARN:")).orElse("?"))
        .toList()
        .toString();
  }

  @Test
  void arnsTellTheAccountTheRegionAndTheCluster() {
    String known = "[111122223333, eu-west-1, prod, ARN:cluster/prod, ";
    assertEquals(known + "?, ?]", text(prospect(null, null, ARN + "cluster/prod", null)));
    assertEquals(
        known + "web, ARN:service/prod/web]",
        text(prospect(null, null, null, ARN + "service/prod/web")));
    assertEquals(known + "web, ?]", text(prospect("9", "us-east-1", ARN + "cluster/prod", "web")));
    assertEquals(
        "[111122223333, eu-west-1, ?, ?, web, ARN:service/web]",
        text(prospect(null, null, null, ARN + "service/web")));
  }

  @Test
  void namesHaveTheArnsOfTheirAccountAndRegion() {
    assertEquals(
        "[111122223333, eu-west-1, prod, ARN:cluster/prod, web, ?]",
        text(prospect("111122223333", "eu-west-1", "prod", "web")));
    assertEquals(
        "[?, eu-west-1, prod, ?, web, ?]", text(prospect(null, "eu-west-1", "prod", "web")));
    assertEquals(
        Optional.of("arn:aws-cn:ecs:cn-north-1:1:cluster/a"),
        prospect("1", "cn-north-1", "a", null).clusterArn());
    assertEquals(
        Optional.of("arn:aws-us-gov:ecs:us-gov-west-1:1:cluster/a"),
        prospect("1", "us-gov-west-1", "a", null).clusterArn());
  }

  private static List<Glob> globs(String... texts) {
    return Arrays.stream(texts).map(Glob::new).toList();
  }

  private static ProspectScope services(Prospect prospect, String... globs) {
    return ProspectScope.of(new RuleScope(List.of(), List.of(), List.of(), globs(globs)), prospect);
  }

  private static ProspectScope clusters(Prospect prospect, String... globs) {
    return ProspectScope.of(new RuleScope(List.of(), List.of(), globs(globs), List.of()), prospect);
  }

  @Test
  void aScopeIncludesWhatItsGlobsMatchAndMayIncludeWhatIsNotKnown() {
    Prospect known = prospect("111122223333", "eu-west-1", "prod", "web");
    Prospect unknown = prospect(null, null, null, null);
    assertEquals(ProspectScope.YES, services(known, "api", "w*"));
    assertEquals(ProspectScope.NO, services(known, "api"));
    assertEquals(ProspectScope.MAYBE, services(unknown, "api"));
    assertEquals(ProspectScope.YES, services(unknown, "*"));
    assertEquals(ProspectScope.YES, clusters(known, ARN + "cluster/pr*"));
    assertEquals(ProspectScope.NO, clusters(known, ARN + "cluster/dev"));
    assertEquals(ProspectScope.MAYBE, clusters(prospect(null, null, "prod", null), ARN + "*"));
    assertEquals(ProspectScope.YES, ProspectScope.of(RuleScope.EVERYTHING, unknown));
    assertEquals(
        ProspectScope.NO,
        ProspectScope.of(new RuleScope(globs("9*"), List.of(), List.of(), globs("web")), known));
    assertEquals(
        ProspectScope.NO,
        ProspectScope.of(new RuleScope(List.of(), globs("us-*"), List.of(), globs("web")), known));
  }

  @Test
  void anArnOfAServiceIsMatchedInBothForms() {
    Prospect named = prospect("111122223333", "eu-west-1", "prod", "web");
    assertEquals(ProspectScope.YES, services(named, ARN + "service/prod/web"));
    assertEquals(ProspectScope.YES, services(named, ARN + "service/web"));
    assertEquals(ProspectScope.NO, services(named, ARN + "service/dev/web"));
    Prospect reported = prospect(null, null, null, ARN + "service/web");
    assertEquals(ProspectScope.YES, services(reported, ARN + "service/w*"));
    assertEquals(ProspectScope.MAYBE, services(reported, ARN + "service/prod/web"));
  }
}
