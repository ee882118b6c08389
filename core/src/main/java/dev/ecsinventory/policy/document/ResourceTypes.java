package dev.ecsinventory.policy.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The resource types that a tag policy names in {@code enforced_for} and {@code
 * report_required_tag_for}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_supported-resources-enforcement.html">
 *     Services and resource types that support enforcement</a>
 */
final class ResourceTypes {
  static final String TASK_SET = "ecs:task-set";

  /** {@code ecs:*} is the older form of {@code ALL_SUPPORTED}. */
  private static final Set<String> THAT_INCLUDE_TASK_SETS =
      Set.of(TASK_SET, "ecs:ALL_SUPPORTED", "ecs:*");

  private static final String ALL_SUPPORTED = "ALL_SUPPORTED";

  /** A service is required: AWS accepts no wildcard for all services. */
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9-]*:(\\*|[A-Za-z0-9][A-Za-z0-9._/-]*)");

  private static final String ACCEPTED =
      "SERVICE:TYPE, SERVICE:ALL_SUPPORTED or SERVICE:*, such as " + TASK_SET;

  private ResourceTypes() {}

  static boolean includeTaskSets(Collection<String> types) {
    return types.stream().anyMatch(THAT_INCLUDE_TASK_SETS::contains);
  }

  /** The accepted values, if {@code type} is not one of them. */
  static Optional<String> problem(String type) {
    if (!FORM.matcher(type).matches()) {
      return Optional.of(ACCEPTED);
    }
    String[] parts = type.split(":", 2);
    String plain = parts[1].replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    if (plain.equals("allsupported") && !parts[1].equals(ALL_SUPPORTED)) {
      return Optional.of(parts[0] + ":" + ALL_SUPPORTED);
    }
    if (parts[0].equals("ecs") && plain.equals("taskset") && !type.equals(TASK_SET)) {
      return Optional.of(TASK_SET);
    }
    return Optional.empty();
  }
}
