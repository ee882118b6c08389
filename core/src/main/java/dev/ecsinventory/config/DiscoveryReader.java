package dev.ecsinventory.config;

import dev.ecsinventory.model.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of {@link Discovery}, and rejects those that contradict each other. */
final class DiscoveryReader {
  private static final Pattern UNIT_ID = Pattern.compile(Discovery.UNIT_FORM);
  private static final Pattern ROLE_NAME = Pattern.compile(Discovery.ROLE_NAME_FORM);
  private static final Pattern ACCOUNT_GLOB = Pattern.compile(Discovery.ACCOUNT_FORM);
  private static final Pattern REGION_GLOB = Pattern.compile(Discovery.REGION_FORM);

  /** The settings that have no meaning without a discovery. */
  private static final List<String> DEPENDENT =
      List.of(Settings.ROLE_NAME, Settings.EXCLUDE_ACCOUNTS, Settings.EXCLUDE_REGIONS);

  private final Variables variables;

  DiscoveryReader(Variables variables) {
    this.variables = variables;
  }

  Optional<Discovery> read() {
    boolean enabled =
        variables.value(Settings.REGIONS).map(Discovery.ENABLED::equals).orElse(false);
    if (!variables.has(Settings.ACCOUNTS)) {
      rejectDependent(enabled);
      return Optional.empty();
    }
    variables
        .value(Settings.ROLES)
        .ifPresent(
            roles ->
                variables.problem(
                    Settings.ROLES,
                    roles,
                    "cannot be combined with %s, which finds the accounts; %s names their role"
                        .formatted(Settings.ACCOUNTS, Settings.ROLE_NAME)));
    return Optional.of(
        new Discovery(
            units(),
            variables
                .value(
                    Settings.ROLE_NAME,
                    ROLE_NAME,
                    "is not the name of a role; accepted is a name such as "
                        + Discovery.DEFAULT_ROLE_NAME
                        + ", which may have a path")
                .orElse(Discovery.DEFAULT_ROLE_NAME),
            globs(
                Settings.EXCLUDE_ACCOUNTS,
                ACCOUNT_GLOB,
                "is not an account ID or a glob of account IDs, such as 1234*"),
            globs(
                Settings.EXCLUDE_REGIONS,
                REGION_GLOB,
                "is not a Region or a glob of Regions, such as ap-*"),
            enabled));
  }

  private void rejectDependent(boolean enabled) {
    for (String name : DEPENDENT) {
      variables
          .value(name)
          .ifPresent(
              value ->
                  variables.problem(
                      name, value, "has no effect without " + Settings.ACCOUNTS + "; set both"));
    }
    if (enabled) {
      variables.problem(
          Settings.REGIONS,
          Discovery.ENABLED,
          "needs %s; without it, accepted is a list of Regions".formatted(Settings.ACCOUNTS));
    }
  }

  private List<String> units() {
    List<String> items = variables.items(Settings.ACCOUNTS);
    if (items.equals(List.of(Discovery.ORGANIZATION))) {
      return List.of();
    }
    List<String> units = new ArrayList<>();
    for (String item : items) {
      String unit = item.startsWith(Discovery.UNIT) ? item.substring(Discovery.UNIT.length()) : "";
      if (UNIT_ID.matcher(unit).matches()) {
        units.add(unit);
      } else {
        variables.problem(
            Settings.ACCOUNTS,
            item,
            "does not select accounts; accepted is organization, or one or more units such as"
                + " ou:ou-ab12-11111111");
      }
    }
    return units;
  }

  private List<Glob> globs(String name, Pattern form, String problem) {
    List<Glob> globs = new ArrayList<>();
    for (String item : variables.items(name)) {
      if (form.matcher(item).matches()) {
        globs.add(new Glob(item));
      } else {
        variables.problem(name, item, problem);
      }
    }
    return globs;
  }
}
