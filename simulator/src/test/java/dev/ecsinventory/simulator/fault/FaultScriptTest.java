package dev.ecsinventory.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.Samples;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptTest {
  @Test
  void readsTheSampleFile() {
    List<FaultRule> rules = FaultScript.read(Samples.FAULTS).rules();
    assertEquals(FaultRule.of(new Fault.Throttle()).on("ListServices").times(2), rules.get(0));
    assertEquals(
        FaultRule.of(new Fault.Slow(Duration.ofMillis(20))).on("DescribeClusters"), rules.get(1));
    assertEquals(
        FaultRule.of(new Fault.ServerError()).on("DescribeServices").from(2).times(1),
        rules.get(2));
    assertEquals(FaultRule.of(new Fault.AccessDenied()).touching("cluster/secret"), rules.get(3));
    assertEquals(new Fault.Disappear(true), rules.get(4).fault());
    assertEquals(7, rules.size());
  }

  @Test
  void readsEveryKindOfFault() {
    String json =
        """
        {"rules": [{"fault": "THROTTLE"}, {"fault": "SERVER_ERROR"}, {"fault": "CLIENT_ERROR"},
          {"fault": "ACCESS_DENIED"}, {"fault": "CONNECTION_RESET"}, {"fault": "TRUNCATED_BODY"},
          {"fault": "SLOW"}, {"fault": "MISSING", "resource": "a"},
          {"fault": "DISAPPEAR", "resource": "a"},
          {"fault": "ERROR", "code": "ServerException", "status": 503}]}
        """;
    List<Fault> faults = FaultScript.parse(json).rules().stream().map(FaultRule::fault).toList();
    assertEquals(
        List.of(Fault.class.getPermittedSubclasses()).size(),
        faults.stream().map(Fault::getClass).distinct().count());
  }

  @Test
  void reportsAllProblemsTogether() {
    String json =
        """
        {"rules": [
          {"fault": "THROTLE"},
          {"fault": "SLOW", "delayMilis": 3, "delayMillis": -1},
          {"fault": "MISSING"},
          {"fault": "THROTTLE", "operation": "ListTasks"},
          {"fault": "ERROR", "nth": 0},
          7]}
        """;
    String message =
        assertThrows(InvalidDescriptionException.class, () -> FaultScript.parse(json)).getMessage();
    for (String expected :
        List.of(
            "faults: 8 problems",
            "$.rules[0].fault is \"THROTLE\"; accepted: ACCESS_DENIED, CLIENT_ERROR,",
            "$.rules[1].delayMilis is not known; accepted:",
            "$.rules[1].delayMillis is -1; accepted: a whole number from 0 to",
            "$.rules[2].resource is missing; accepted:",
            "$.rules[3].operation is \"ListTasks\"; accepted: AssumeRole, DescribeClusters,",
            "$.rules[4].code is missing; accepted:",
            "$.rules[4].nth is 0; accepted: a whole number from 1",
            "$.rules[5].fault is missing")) {
      assertTrue(message.contains(expected), () -> expected + " is not in " + message);
    }
  }

  @Test
  void reportsAMissingFile() {
    String message =
        assertThrows(
                InvalidDescriptionException.class,
                () -> FaultScript.read(Path.of("samples", "nothing.json")))
            .getMessage();
    assertTrue(message.contains("nothing.json: 1 problem\n  there is no such file"), message);
  }

  @Test
  void matchesCompleteNamesWithoutAWildcard() {
    String cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/prod";
    for (String pattern : List.of(cluster, "cluster/prod", "prod", "pr*", "*:cluster/*", "*")) {
      assertTrue(ResourcePattern.matches(pattern, cluster), pattern);
    }
    for (String pattern : List.of("pro", "rod", "cluster", "service/prod", "q*", "")) {
      assertFalse(ResourcePattern.matches(pattern, cluster), pattern);
    }
    String taskSet = "arn:aws:ecs:us-east-1:123456789012:task-set/prod/web/ecs-svc/12";
    for (String pattern : List.of(taskSet, "task-set/prod/web/ecs-svc/12", "ecs-svc/12", "12")) {
      assertTrue(ResourcePattern.matches(pattern, taskSet), pattern);
    }
    assertFalse(ResourcePattern.matches("web", taskSet));
  }
}
