package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of a task set's ARN selects it, regardless of the form that ECS returns. */
class TaskSetSelectorTest {
  private static final String PREFIX = "arn:aws:ecs:us-east-1:123456789012:";
  private static final ServiceIdentity WEB =
      new ServiceIdentity(PREFIX + "cluster/prod", PREFIX + "service/prod/web");
  private static final List<String> FORMS =
      List.of("ecs-svc/1", "web/ecs-svc/1", "prod/web/ecs-svc/1");

  @ParameterizedTest
  @CsvSource({
    "ecs-svc/1, true",
    "web/ecs-svc/1, true",
    "prod/web/ecs-svc/1, true",
    "*/ecs-svc/1, true",
    "ecs-svc/2, false",
    "other/ecs-svc/1, false",
    "other/web/ecs-svc/1, false"
  })
  void matchesAnyForm(String selector, boolean matches) {
    Scope scope =
        new Scope(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Glob(PREFIX + "task-set/" + selector)));
    for (String form : FORMS) {
      boolean selected =
          scope.includesService(WEB.clusterArn(), WEB.serviceArn())
              && scope.includesTaskSet(WEB, PREFIX + "task-set/" + form, "ecs-svc/1");
      assertEquals(matches, selected, form);
    }
  }
}
