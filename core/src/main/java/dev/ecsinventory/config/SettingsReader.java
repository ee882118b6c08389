package dev.ecsinventory.config;

import dev.ecsinventory.schema.FileFormat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** Reads {@link Settings} from environment variables, collecting every problem. */
final class SettingsReader {
  private static final String OURS = "INVENTORY_";
  private static final String ON = "on";
  private static final String OFF = "off";
  private static final Set<String> KNOWN =
      Set.of(
          Settings.BUCKET,
          Settings.TABLE,
          Settings.PREFIX,
          Settings.FORMATS,
          Settings.REGIONS,
          Settings.ROLES,
          Settings.ACCOUNTS,
          Settings.ROLE_NAME,
          Settings.EXCLUDE_ACCOUNTS,
          Settings.EXCLUDE_REGIONS,
          Settings.EXTERNAL_ID,
          Settings.VERSION_RETENTION_DAYS,
          Settings.JSON_RETENTION_DAYS,
          Settings.PARQUET_RETENTION_DAYS,
          Settings.STATE_MACHINE,
          Settings.EVENTS);

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
  private static final Pattern TABLE_NAME =
      Pattern.compile(
          "[a-zA-Z0-9_.-]{3,255}|arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}");

  private static final Pattern PREFIX_FORM = Pattern.compile("([A-Za-z0-9!_.*'()=-]+/)*");

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");

  private static final Pattern STATE_MACHINE_ARN =
      Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}:stateMachine:[\\w-]{1,80}");

  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  private static final Pattern EXTERNAL_ID_FORM = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

  private static final Pattern POLICY_LOCATION =
      Pattern.compile("classpath:.+|file:.+|s3://[^/]+/.+|organizations");

  private final Map<String, String> environment;
  private final Problems problems = new Problems();
  private final Variables variables;
  private final Optional<Discovery> discovery;
  private final String homeRegion;

  SettingsReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.variables = new Variables(environment, problems);
    this.discovery = new DiscoveryReader(variables).read();
    this.homeRegion = homeRegion();
  }

  Settings read() {
    rejectUnknown();
    Settings settings =
        new Settings(
            required(Settings.BUCKET, BUCKET_NAME, "the name of an S3 bucket"),
            required(Settings.TABLE, TABLE_NAME, "the name or ARN of a DynamoDB table"),
            environment.getOrDefault(Settings.FUNCTION_NAME, Settings.LOCAL_FUNCTION),
            homeRegion,
            prefix(),
            formats(),
            regions(),
            roles(),
            externalId(),
            tagPolicy(),
            events(),
            readsPerSecond(),
            days(Settings.VERSION_RETENTION_DAYS).orElse(Settings.DEFAULT_VERSION_RETENTION_DAYS),
            new Retention(
                days(Settings.JSON_RETENTION_DAYS), days(Settings.PARQUET_RETENTION_DAYS)),
            stateMachine(),
            discovery);
    problems.rejectIfAny("settings cannot be used");
    return settings;
  }

  private void rejectUnknown() {
    environment.keySet().stream()
        .filter(name -> name.startsWith(OURS) && !KNOWN.contains(name))
        .sorted()
        .forEach(
            name ->
                problem(
                    name,
                    environment.get(name),
                    "is not a setting; accepted are "
                        + String.join(", ", KNOWN.stream().sorted().toList())));
  }

  private String required(String name, Pattern form, String accepted) {
    if (!variables.has(name)) {
      problems.add(name + " is not set; it must be " + accepted);
    }
    return variables.value(name, form, "is not " + accepted).orElse("");
  }

  private String prefix() {
    String value = environment.get(Settings.PREFIX);
    if (value == null) {
      return Settings.DEFAULT_PREFIX;
    }
    if (value.isEmpty() || !PREFIX_FORM.matcher(value).matches()) {
      problem(
          Settings.PREFIX,
          value,
          "is not a key prefix; accepted is one or more names, each followed by a slash, such as "
              + Settings.DEFAULT_PREFIX);
      return Settings.DEFAULT_PREFIX;
    }
    return value;
  }

  private Set<FileFormat> formats() {
    Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
    for (String name : variables.items(Settings.FORMATS)) {
      Arrays.stream(FileFormat.values())
          .filter(format -> format.folder().equals(name))
          .findFirst()
          .ifPresentOrElse(
              formats::add,
              () -> problem(Settings.FORMATS, name, "is not a format; accepted are json, parquet"));
    }
    return formats.isEmpty() ? Settings.DEFAULT_FORMATS : formats;
  }

  /** Excluded Regions are not read, even if they are listed. */
  private List<String> regions() {
    List<String> listed = listedRegions();
    List<String> regions =
        listed.stream()
            .filter(region -> !discovery.map(one -> one.excludesRegion(region)).orElse(false))
            .toList();
    if (regions.isEmpty() && !listed.isEmpty()) {
      problem(
          Settings.EXCLUDE_REGIONS,
          environment.get(Settings.EXCLUDE_REGIONS),
          "excludes all Regions; accepted is a list that leaves one of " + listed);
    }
    return regions;
  }

  private List<String> listedRegions() {
    if (!environment.containsKey(Settings.REGIONS)) {
      return List.of(homeRegion);
    }
    if (environment.get(Settings.REGIONS).equals(Discovery.ENABLED)) {
      return Regions.ofPartition(homeRegion);
    }
    List<String> regions = variables.items(Settings.REGIONS);
    regions.forEach(
        region ->
            Regions.problem(region)
                .ifPresent(problem -> problem(Settings.REGIONS, region, problem)));
    return regions;
  }

  /** The SDK's own variable; without it, the first Region to read. */
  private String homeRegion() {
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      String region = environment.get(name);
      if (region != null && !region.isBlank()) {
        Regions.problem(region).ifPresent(problem -> problem(name, region, problem));
        return region;
      }
    }
    String first = environment.getOrDefault(Settings.REGIONS, "").split(",", 2)[0].strip();
    boolean enabled = first.equals(Discovery.ENABLED);
    if (first.isEmpty() || enabled) {
      if (enabled || !environment.containsKey(Settings.REGIONS)) {
        problems.add(
            Settings.REGIONS
                + (enabled ? " names no Region" : " is not set")
                + " and neither is AWS_REGION; one of them must name the regions to"
                + " read");
      }
      return Region.US_EAST_1.id();
    }
    return first;
  }

  private List<String> roles() {
    List<String> roles = variables.items(Settings.ROLES);
    Map<String, String> roleOfAccount = new HashMap<>();
    for (String role : roles) {
      if (!ROLE_ARN.matcher(role).matches()) {
        problem(
            Settings.ROLES,
            role,
            "is not the ARN of a role; accepted is arn:aws:iam::123456789012:role/NAME");
        continue;
      }
      String account = role.split(":")[4];
      String other = roleOfAccount.putIfAbsent(account, role);
      if (other != null) {
        problem(
            Settings.ROLES,
            role,
            "is another role of account %s, which %s reads already; accepted is one role per account"
                .formatted(account, other));
      }
    }
    return roles;
  }

  private Optional<String> externalId() {
    return variables.value(
        Settings.EXTERNAL_ID,
        EXTERNAL_ID_FORM,
        "is not an external id; accepted are 2 to 1224 letters, digits and any of _+=,.@:/-");
  }

  private Optional<String> stateMachine() {
    return variables.value(
        Settings.STATE_MACHINE,
        STATE_MACHINE_ARN,
        "is not the ARN of a state machine; accepted is"
            + " arn:aws:states:REGION:ACCOUNT:stateMachine:NAME");
  }

  private Optional<String> tagPolicy() {
    return variables.value(
        Settings.TAG_POLICY,
        POLICY_LOCATION,
        "is not the location of a tag policy; accepted are classpath:PATH, file:PATH,"
            + " s3://BUCKET/KEY and organizations");
  }

  private boolean events() {
    String value = environment.getOrDefault(Settings.EVENTS, ON);
    if (!value.equals(ON) && !value.equals(OFF)) {
      problem(Settings.EVENTS, value, "is neither on nor off");
    }
    return value.equals(ON);
  }

  private double readsPerSecond() {
    return number(Settings.READS_PER_SECOND, Settings.DEFAULT_READS_PER_SECOND, 0.1, 10_000);
  }

  /** A number of days; empty when it is not set. */
  private Optional<Integer> days(String name) {
    if (!environment.containsKey(name)) {
      return Optional.empty();
    }
    double days = number(name, Settings.DEFAULT_VERSION_RETENTION_DAYS, 1, 36_500);
    if (days != Math.rint(days)) {
      problem(name, String.valueOf(days), "is not a whole number");
    }
    return Optional.of((int) days);
  }

  private double number(String name, double preset, double least, double most) {
    String value = environment.get(name);
    if (value == null) {
      return preset;
    }
    String accepted = "is not a number from %s to %s".formatted(plain(least), plain(most));
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, in the same way as a number out of range.
    }
    problem(name, value, accepted);
    return preset;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private void problem(String name, String value, String what) {
    variables.problem(name, value, what);
  }
}
