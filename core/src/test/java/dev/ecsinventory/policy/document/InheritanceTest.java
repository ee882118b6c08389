package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of AWS's "Inheritance examples", by their letters there, and the rules around. */
class InheritanceTest {
  private static final String A =
      costCenter("'tag_value': {'@@assign': ['Development', 'Support']}");

  private static final String C =
      costCenter(
          "'tag_value': {'@@append': ['Marketing']},"
              + "'enforced_for': {'@@append': ['redshift:*', 'dynamodb:table']}");

  private static final String E =
      """
      {'tags': {'project': {
        'tag_key': {
          '@@operators_allowed_for_child_policies': ['@@none'],
          '@@assign': 'Project'},
        'tag_value': {
          '@@operators_allowed_for_child_policies': ['@@append'],
          '@@assign': ['Maintenance', 'Escalations']}}}}
      """;

  private static String costCenter(String settings) {
    return "{'tags': {'costcenter': {'tag_key': {'@@assign': 'CostCenter'}," + settings + "}}}";
  }

  private static String project(String settings) {
    return "{'tags': {'project': {" + settings + "}}}";
  }

  private static void assertEffective(String effective, TagPolicy merged) {
    assertEquals(Policies.parse(effective).canonicalText(), merged.canonicalText());
  }

  @Test
  void mergesTheKeysOfTheRootWithTheValuesOfTheAccount() {
    assertEffective(
        """
        {'tags': {
          'Project': {'tag_value': ['A', 'B'], 'tag_key': 'Project'},
          'CostCenter': {'tag_value': ['Production', 'Test'], 'tag_key': 'CostCenter'}}}
        """,
        Policies.inherited(
            """
            {'tags': {
              'CostCenter': {'tag_key': {
                '@@assign': 'CostCenter', '@@operators_allowed_for_child_policies': ['@@none']}},
              'Project': {'tag_key': {
                '@@assign': 'Project', '@@operators_allowed_for_child_policies': ['@@none']}}}}
            """,
            """
            {'tags': {
              'CostCenter': {'tag_value': {'@@assign': ['Production', 'Test']}},
              'Project': {'tag_value': {'@@assign': ['A', 'B']}}}}
            """));
  }

  @Test
  void overwritesByAssign() {
    assertEffective(
        """
        {'tags': {'costcenter': {
          'tag_key': 'CostCenter', 'tag_value': ['Sandbox'],
          'enforced_for': ['redshift:*', 'dynamodb:table']}}}
        """,
        Policies.inherited(
            A,
            costCenter(
                "'tag_value': {'@@assign': ['Sandbox']},"
                    + "'enforced_for': {'@@assign': ['redshift:*', 'dynamodb:table']}")));
  }

  @Test
  void addsByAppend() {
    assertEffective(
        """
        {'tags': {'costcenter': {
          'tag_key': 'CostCenter', 'tag_value': ['Development', 'Support', 'Marketing'],
          'enforced_for': ['redshift:*', 'dynamodb:table']}}}
        """,
        Policies.inherited(A, C));
  }

  @Test
  void takesAwayByRemove() {
    assertEffective(
        "{'tags': {'costcenter': {'tag_key': 'CostCenter', 'tag_value': ['Support']}}}",
        Policies.inherited(
            A,
            C,
            costCenter(
                "'tag_value': {'@@remove': ['Development', 'Marketing']},"
                    + "'enforced_for': {'@@remove': ['redshift:*', 'dynamodb:table']}")));
  }

  @Test
  void keepsWhatTheParentForbidsToChange() {
    assertEffective(
        """
        {'tags': {'project': {
          'tag_key': 'Project',
          'tag_value': ['Maintenance', 'Escalations', 'Escalations - research']}}}
        """,
        Policies.inherited(
            E,
            project(
                "'tag_key': {'@@assign': 'PROJECT'},"
                    + "'tag_value': {'@@append': ['Escalations - research']}")));
  }

  @Test
  void allowsToChildrenOnlyWhatEveryPolicyOfOneLevelAllows() {
    String g =
        project(
            "'tag_value': {'@@operators_allowed_for_child_policies': ['@@append'],"
                + "'@@assign': ['Maintenance']}");
    String h =
        project(
            "'tag_value': {'@@operators_allowed_for_child_policies': ['@@append', '@@remove']}");
    String child = project("'tag_value': {'@@append': ['Research'], '@@remove': ['Maintenance']}");

    assertEffective(
        project("'tag_key': 'project', 'tag_value': ['Maintenance', 'Research']"),
        Policies.inherited(List.of(List.of(g, h), List.of(child))));
  }

  @Test
  void takesTheFirstAssignmentOfOneLevel() {
    String j =
        project("'tag_key': {'@@assign': 'PROJECT'}, 'tag_value': {'@@append': ['Maintenance']}");
    String k = project("'tag_key': {'@@assign': 'project'}");

    assertEffective(
        project("'tag_key': 'PROJECT', 'tag_value': ['Maintenance']"),
        Policies.inherited(List.of(List.of(j, k))));
  }

  @Test
  void neverAllowsAgainWhatAParentForbade() {
    String locked =
        project(
            "'tag_value': {'@@operators_allowed_for_child_policies': ['@@none'],"
                + "'@@assign': ['a']}");
    String unlocking =
        project("'tag_value': {'@@operators_allowed_for_child_policies': ['@@all']}");

    assertEffective(
        project("'tag_key': 'project', 'tag_value': ['a']"),
        Policies.inherited(locked, unlocking, project("'tag_value': {'@@assign': ['b']}")));
  }

  /** As AWS says of the controls on containers in its AI services opt-out policies. */
  @Test
  void forbidsNewMembersByAControlOnTheirContainer() {
    String root =
        """
        {'tags': {
          '@@operators_allowed_for_child_policies': ['@@none'],
          'project': {
            '@@operators_allowed_for_child_policies': ['@@none'],
            'tag_value': {'@@assign': ['a']}}}}
        """;
    String child =
        """
        {'tags': {
          'color': {'tag_value': {'@@assign': ['red']}},
          'project': {
            'tag_key': {'@@assign': 'Project'},
            'tag_value': {'@@assign': ['b']}}}}
        """;

    assertEffective(
        project("'tag_key': 'project', 'tag_value': ['b']"), Policies.inherited(root, child));
  }

  @Test
  void mergesPolicyKeysThatDifferOnlyInCase() {
    assertEffective(
        project("'tag_key': 'PROJECT', 'tag_value': ['a', 'b']"),
        Policies.inherited(
            "{'tags': {'Project': {'tag_value': {'@@assign': ['a']}}}}",
            "{'tags': {'pROJECT': {'tag_key': {'@@assign': 'PROJECT'},"
                + "'tag_value': {'@@append': ['b']}}}}"));
  }

  @Test
  void leavesNoValueWhereAllAreRemoved() {
    assertEffective(
        project("'tag_key': 'project', 'tag_value': []"),
        Policies.inherited(
            project("'tag_value': {'@@assign': ['a']}"),
            project("'tag_value': {'@@remove': ['a']}")));
  }

  @Test
  void removesNothingFromWhatIsNotThere() {
    assertEffective(
        project("'tag_key': 'project'"),
        Policies.inherited(project("'tag_value': {'@@remove': ['a']}")));
  }

  @Test
  void rejectsToMergeAnEffectivePolicy() {
    InvalidInputException rejected =
        assertThrows(
            InvalidInputException.class,
            () -> Policies.inherited(A, "{'tags': {'costcenter': {'tag_key': 'CostCenter'}}}"));

    assertTrue(
        rejected.getMessage().contains("which AWS has merged already"), rejected::getMessage);
  }

  @Test
  void evaluatesNothingWithoutAnyPolicy() {
    assertEquals(Policies.parse("{'tags': {}}"), Policies.inherited(List.of()));
  }
}
