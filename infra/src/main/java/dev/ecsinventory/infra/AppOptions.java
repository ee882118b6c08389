package dev.ecsinventory.infra;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Problems;
import dev.ecsinventory.settings.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The options of one run of the app: arguments after {@code node infra/synth.mjs}, or context keys.
 *
 * @param member whether to build the member accounts' stack
 * @param settingsFile path of the settings file
 * @param smallerScope whether the deployment may read fewer accounts or Regions than the deployed
 *     stack
 * @param overrides the context without these options
 */
record AppOptions(
    boolean member, Path settingsFile, boolean smallerScope, Map<String, Object> overrides) {
  static final String SETTINGS_KEY = "settingsFile";
  static final String SMALLER_SCOPE_KEY = "allowSmallerScope";
  private static final String SETTINGS = "--settings";
  private static final String SMALLER_SCOPE = "--allow-smaller-scope";
  private static final String MEMBER = "member";

  AppOptions {
    requireNonNull(settingsFile, "settingsFile is null");
    overrides = Map.copyOf(overrides);
  }

  /**
   * Parses the arguments and the context.
   *
   * @throws dev.ecsinventory.config.InvalidInputException naming everything that is not an option
   */
  static AppOptions of(List<String> arguments, Map<String, Object> context) {
    Problems problems = new Problems();
    Map<String, Object> overrides = new HashMap<>(context);
    Object file = overrides.remove(SETTINGS_KEY);
    Object smaller = overrides.remove(SMALLER_SCOPE_KEY);
    boolean allowed = smaller != null && flag(smaller, problems);
    boolean member = false;
    String path = file == null ? SettingsFile.NAME : file.toString();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case MEMBER -> member = true;
        case SMALLER_SCOPE -> allowed = true;
        case SETTINGS -> path = value(rest, problems, path);
        default ->
            problems.add(
                "\"%s\" is not an option; accepted are %s, %s FILE and %s"
                    .formatted(argument, MEMBER, SETTINGS, SMALLER_SCOPE));
      }
    }
    problems.rejectIfAny("options of the CDK app cannot be used");
    return new AppOptions(member, Path.of(path), allowed, overrides);
  }

  private static String value(Iterator<String> rest, Problems problems, String preset) {
    if (rest.hasNext()) {
      return rest.next();
    }
    problems.add(SETTINGS + " has no value; accepted is the path of a settings file");
    return preset;
  }

  private static boolean flag(Object value, Problems problems) {
    if (!value.toString().matches("true|false")) {
      problems.add(
          "%s: \"%s\" is neither; accepted is true or false".formatted(SMALLER_SCOPE_KEY, value));
    }
    return value.toString().equals("true");
  }
}
