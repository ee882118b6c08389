package dev.ecsinventory.infra;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.settings.EffectiveSettings;
import dev.ecsinventory.settings.InventorySettings;
import dev.ecsinventory.settings.SettingSources;
import dev.ecsinventory.settings.SettingsFile;
import dev.ecsinventory.settings.SettingsWarnings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * Builds the stacks from the settings file. Nothing else reads context or the environment; nothing
 * reads the clock; an account is read for {@link DeployedScope} only, and only if cdk has
 * credentials.
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
      run(List.of(arguments), System.getenv(), System.err);
    } catch (InvalidInputException invalid) {
      System.err.println(invalid.getMessage());
      System.exit(1);
    }
  }

  private static void run(
      List<String> arguments, Map<String, String> environment, PrintStream messages) {
    App app = new App();
    AppOptions options = AppOptions.of(arguments, contextOf(app));
    if (options.member()) {
      buildMember(app);
      app.synth();
      return;
    }
    Project project = Project.at(Path.of(""));
    SettingSources sources =
        new SettingSources(
            Optional.of(SettingsFile.read(options.settingsFile())),
            options.overrides(),
            project.root());
    InventorySettings settings = InventorySettings.from(sources);
    messages.println("ecs-inventory: settings of this deployment");
    EffectiveSettings.of(sources).table().forEach(messages::println);
    SettingsWarnings.of(settings)
        .forEach(warning -> messages.println("ecs-inventory: warning: " + warning));
    DeployedScope deployed = new DeployedScope(environment);
    Optional<String> skipped = deployed.skipped(options.smallerScope());
    skipped
        .map(List::of)
        .orElseGet(() -> deployed.compare(settings))
        .forEach(line -> messages.println("ecs-inventory: " + line));
    ExporterStack exporter = build(app, project, sources);
    skipped.ifPresent(why -> warn(exporter, why));
    checkLimits(app.synth());
  }

  /** The assembly contains the warning: cdk also prints it when it deploys a stored assembly. */
  private static void warn(ExporterStack exporter, String why) {
    Annotations.of(exporter)
        .addWarningV2(
            "ecs-inventory:scope",
            why
                + "; a deployment of this assembly that reads less than the deployed stack does not"
                + " stop");
  }

  private static void checkLimits(CloudAssembly assembly) {
    TemplateLimits.check(
        assembly.getStacks().stream().map(stack -> Path.of(stack.getTemplateFullPath())).toList());
  }

  /**
   * Adds the two stacks of the inventory's own account to {@code app}.
   *
   * @throws InvalidInputException naming every invalid setting
   */
  public static ExporterStack build(App app, Project project, SettingSources sources) {
    InventorySettings settings = InventorySettings.from(sources);
    project.check();
    StorageStack storage = new StorageStack(app, "EcsInventoryStorage", settings.storing());
    ExporterStack exporter =
        new ExporterStack(app, "EcsInventoryExporter", storage.storage(), settings, project);
    exporter.storeSettings(EffectiveSettings.of(sources));
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
