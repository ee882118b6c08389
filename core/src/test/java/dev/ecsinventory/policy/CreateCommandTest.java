package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateCommandTest {
  private static final TagPolicy POLICY =
      Policies.parse(
          """
          {'tags': {
            'costcenter': {'tag_key': 'CostCenter', 'tag_value': ['100', '200'],
                           'report_required_tag_for': ['ecs:task-set']},
            'owner': {'tag_key': 'Owner', 'report_required_tag_for': ['ecs:task-set']},
            'stage': {'tag_key': 'Stage', 'tag_value': ['prod'],
                      'report_required_tag_for': ['ecs:task-set']},
            'color': {'tag_value': []}}}
          """);

  private static String command(Row taskSet, Lineage lineage) {
    List<Row> violations =
        new Evaluator(POLICY)
            .evaluate(taskSet, EvaluationContext.of(taskSet, lineage))
            .violations();
    List<String> commands =
        violations.stream().map(row -> row.get(TagViolations.CREATE_COMMAND)).distinct().toList();
    assertEquals(1, commands.size(), "one command fixes the whole task set");
    return commands.getFirst();
  }

  @Test
  void createsTheTaskSetAsItIsButForItsTags() {
    Row taskSet =
        TaskSetRow.builder()
            .set(TaskSets.LAUNCH_TYPE, "FARGATE")
            .set(TaskSets.SUBNETS, List.of("subnet-1", "subnet-2"))
            .set(TaskSets.SECURITY_GROUPS, List.of())
            .set(TaskSets.ASSIGN_PUBLIC_IP, "DISABLED")
            .set(
                TaskSets.LOAD_BALANCERS, List.of(Struct.of("arn:aws:elb", null, "web", 8080, null)))
            .set(TaskSets.SCALE_VALUE, 50.0)
            .set(TaskSets.SCALE_UNIT, "PERCENT")
            .set(
                TaskSets.TAGS,
                TaskSetRow.tags(
                    "aws:ecs:x=y", "Color=red", "Stage=Prod", "Team=shop", "costcenter=200"))
            .build();
    Lineage lineage =
        new Lineage(Optional.of(TaskSetRow.tags("Owner=ann")), Optional.empty(), Optional.empty());

    assertEquals(
        "aws ecs create-task-set --region eu-west-1 --cli-input-json '"
            + Policies.json(
                    """
                    {'cluster':'arn:aws:ecs:eu-west-1:111122223333:cluster/prod-shop',
                    'service':'arn:aws:ecs:eu-west-1:111122223333:service/prod-shop/checkout',
                    'externalId':'build-17',
                    'taskDefinition':'arn:aws:ecs:eu-west-1:111122223333:task-definition/checkout:17',
                    'launchType':'FARGATE',
                    'networkConfiguration':{'awsvpcConfiguration':{
                    'subnets':['subnet-1','subnet-2'],'assignPublicIp':'DISABLED'}},
                    'loadBalancers':[{'targetGroupArn':'arn:aws:elb','containerName':'web',
                    'containerPort':8080}],
                    'scale':{'value':50.0,'unit':'PERCENT'},
                    'tags':[{'key':'CostCenter','value':'200'},{'key':'Owner','value':'ann'},
                    {'key':'Stage','value':'prod'},{'key':'Team','value':'shop'}]}
                    """)
                .replace("\n", "")
            + "'",
        command(taskSet, lineage));
  }

  @Test
  void namesTheValuesThatAreNotKnown() {
    String command = command(TaskSetRow.tagged("Ownr=ann"), Lineage.UNKNOWN);

    assertTrue(command.contains("{\"key\":\"CostCenter\",\"value\":\"<value of CostCenter>\"}"));
    assertTrue(command.contains("{\"key\":\"Owner\",\"value\":\"ann\"}"), command);
    assertTrue(command.contains("{\"key\":\"Stage\",\"value\":\"prod\"}"), command);
    assertFalse(command.contains("Ownr"), command);
  }

  @Test
  void isOneArgumentWhateverATagSays() {
    String command =
        command(
            TaskSetRow.tagged("x='; rm -rf / #", "y=\u202Etxt.exe\u001B[31m", "z=é"),
            Lineage.UNKNOWN);

    assertTrue(command.matches("[ -~]*"), command);
    assertEquals(2, command.chars().filter(character -> character == '\'').count(), command);
    assertTrue(command.contains("\\u0027; rm -rf / #"), command);
    assertTrue(command.contains("\\u202Etxt.exe\\u001B[31m"), command);
  }

  @Test
  void isThereOnlyWhereTaskSetsCanBeCreated() {
    Row taskSet = TaskSetRow.tagged().with(TaskSets.DEPLOYMENT_CONTROLLER, "CODE_DEPLOY");

    assertNull(command(taskSet, Lineage.UNKNOWN));
  }
}
