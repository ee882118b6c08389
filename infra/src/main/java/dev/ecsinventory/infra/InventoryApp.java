package dev.ecsinventory.infra;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.infra.context.InventoryContext;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/**
 * Builds the stacks. Nothing else reads context; nothing reads the environment, the clock or an
 * account.
 *
 * <p>Two stacks are deployed into the inventory's account: {@link StorageStack} and {@link
 * ExporterStack}. The argument {@code member} builds {@link MemberStack} instead, which is deployed
 * into the other accounts.
 */
public final class InventoryApp {
  /** Identifies the resources of this app in bills and in the resource groups of the console. */
  private static final String TAG_KEY = "application";

  private static final String TAG_VALUE = "ecs-inventory";

  private InventoryApp() {}

  public static void main(String[] arguments) {
    try {
      App app = new App();
      if (arguments.length == 1 && arguments[0].equals("member")) {
        buildMember(app);
      } else {
        build(app, Project.at(Path.of("")));
      }
      app.synth();
    } catch (InvalidInputException invalid) {
      System.err.println(invalid.getMessage());
      System.exit(1);
    }
  }

  /**
   * Adds the two stacks of the inventory's own account to {@code app}.
   *
   * @throws InvalidInputException naming every invalid context key
   */
  public static ExporterStack build(App app, Project project) {
    InventoryContext context = InventoryContext.from(contextOf(app), project.root());
    project.check();
    StorageStack storage = new StorageStack(app, "EcsInventoryStorage", context.storing());
    ExporterStack exporter =
        new ExporterStack(app, "EcsInventoryExporter", storage.storage(), context, project);
    finish(app);
    return exporter;
  }

  /** Adds the member accounts' stack to {@code app}. */
  public static MemberStack buildMember(App app) {
    MemberStack member = new MemberStack(app, "EcsInventoryMember");
    finish(app);
    return member;
  }

  private static void finish(App app) {
    Tags.of(app)
        .add(
            TAG_KEY,
            TAG_VALUE,
            // A dashboard has no tags: cfn-lint does not support them yet, and a dashboard needs no
            // cost allocation.
            TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build());
    Aspects.of(app).add(new AwsSolutionsChecks(NagPackProps.builder().verbose(true).build()));
  }

  private static Map<String, Object> contextOf(App app) {
    Map<String, Object> context = new HashMap<>();
    ((Map<?, ?>) app.getNode().getAllContext())
        .forEach((key, value) -> context.put((String) key, value));
    context.values().removeIf(value -> value == null);
    return context;
  }
}
