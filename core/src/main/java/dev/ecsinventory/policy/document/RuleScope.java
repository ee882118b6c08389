package dev.ecsinventory.policy.document;

import dev.ecsinventory.model.Glob;
import dev.ecsinventory.policy.text.LocatedValue;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The task sets to which a rule or a waiver applies: those that match every list that is present. A
 * list matches if any of its globs matches; an empty list counts as absent.
 *
 * @param clusters names or ARNs
 * @param services names or ARNs; an ARN in its long or its short form
 */
public record RuleScope(
    List<Glob> accounts, List<Glob> regions, List<Glob> clusters, List<Glob> services) {
  public static final RuleScope EVERYTHING =
      new RuleScope(List.of(), List.of(), List.of(), List.of());

  private static final String ACCOUNTS = "accounts";
  private static final String REGIONS = "regions";
  private static final String CLUSTERS = "clusters";
  private static final String SERVICES = "services";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|(?=.*[*?])[0-9*?]{1,12}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9*?-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*?-]+|arn:aws.*");

  static RuleScope read(LocatedValue location) {
    Map<String, LocatedValue> fields =
        location.fields("a scope", List.of(ACCOUNTS, REGIONS, CLUSTERS, SERVICES));
    return new RuleScope(
        globs(fields.get(ACCOUNTS), ACCOUNT, "an account id of 12 digits, or a glob of one"),
        globs(fields.get(REGIONS), REGION, "a region, or a glob such as eu-*"),
        globs(fields.get(CLUSTERS), NAME, "a cluster's name or ARN, or a glob of one"),
        globs(fields.get(SERVICES), NAME, "a service's name or ARN, or a glob of one"));
  }

  private static List<Glob> globs(LocatedValue location, Pattern form, String accepted) {
    if (location == null) {
      return List.of();
    }
    List<Glob> globs = new ArrayList<>();
    for (LocatedValue item : location.items("a list, each item " + accepted)) {
      item.words(accepted)
          .ifPresent(
              text -> {
                if (form.matcher(text).matches()) {
                  globs.add(new Glob(text));
                } else {
                  item.reject(accepted);
                }
              });
    }
    if (location.isArray() && location.value().isEmpty()) {
      location.problem("is empty and would match nothing; leave it out to match everything");
    }
    return List.copyOf(globs);
  }

  public boolean includes(Row taskSet) {
    return matches(accounts, taskSet.get(TaskSets.DATASET.accountId()))
        && matches(regions, taskSet.get(TaskSets.DATASET.region()))
        && matches(clusters, taskSet.get(TaskSets.CLUSTER_NAME), taskSet.get(TaskSets.CLUSTER_ARN))
        && includesServiceOf(taskSet);
  }

  private boolean includesServiceOf(Row taskSet) {
    return matches(services, taskSet.get(TaskSets.SERVICE_NAME), taskSet.get(TaskSets.SERVICE_ARN))
        || services.stream().anyMatch(ServiceArnForms::isArn)
            && services.stream()
                .anyMatch(
                    ServiceArnForms.of(
                            taskSet.get(TaskSets.CLUSTER_ARN), taskSet.get(TaskSets.SERVICE_NAME))
                        ::areNamedBy);
  }

  /** A glob of names is never asked for an ARN: {@code a*} would match all that begin so. */
  private static boolean matches(List<Glob> globs, String name, String arn) {
    for (Glob glob : globs) {
      if (glob.matches(ServiceArnForms.isArn(glob) ? arn : name)) {
        return true;
      }
    }
    return globs.isEmpty();
  }

  private static boolean matches(List<Glob> globs, String candidate) {
    for (Glob glob : globs) {
      if (glob.matches(candidate)) {
        return true;
      }
    }
    return globs.isEmpty();
  }

  /** Whether a task set could be in both scopes; true when in doubt. */
  public boolean mayMeet(RuleScope other) {
    return mayMeet(accounts, other.accounts, Glob::mayMeet)
        && mayMeet(regions, other.regions, Glob::mayMeet)
        && mayMeet(clusters, other.clusters, named(Glob::mayMeet))
        && mayMeet(services, other.services, named(ServiceArnForms::mayMeet));
  }

  private static boolean mayMeet(
      List<Glob> globs, List<Glob> others, BiPredicate<Glob, Glob> mayMeet) {
    return globs.isEmpty()
        || others.isEmpty()
        || globs.stream()
            .anyMatch(one -> others.stream().anyMatch(other -> mayMeet.test(one, other)));
  }

  /** True for a name and an ARN, because both may identify one resource. */
  private static BiPredicate<Glob, Glob> named(BiPredicate<Glob, Glob> arnsMayMeet) {
    return (one, other) ->
        ServiceArnForms.isArn(one)
            ? !ServiceArnForms.isArn(other) || arnsMayMeet.test(one, other)
            : ServiceArnForms.isArn(other) || one.mayMeet(other);
  }

  /** The lists that are present, by their names in the policy file, sorted. */
  SortedMap<String, List<String>> texts() {
    SortedMap<String, List<String>> texts = new TreeMap<>();
    texts.put(ACCOUNTS, texts(accounts));
    texts.put(REGIONS, texts(regions));
    texts.put(CLUSTERS, texts(clusters));
    texts.put(SERVICES, texts(services));
    texts.values().removeIf(List::isEmpty);
    return texts;
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).distinct().sorted().toList();
  }
}
