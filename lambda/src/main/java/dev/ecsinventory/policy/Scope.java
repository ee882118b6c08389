package dev.ecsinventory.policy;

import dev.ecsinventory.model.Glob;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which task sets a rule or a waiver is about: those that match in every part that is given.
 *
 * @param clusters names or ARNs
 * @param services names or ARNs
 */
record Scope(GlobSet accounts, GlobSet regions, GlobSet clusters, GlobSet services) {
  static final Scope EVERYTHING =
      new Scope(GlobSet.EVERYTHING, GlobSet.EVERYTHING, GlobSet.EVERYTHING, GlobSet.EVERYTHING);

  private static final String ACCOUNTS = "accounts";
  private static final String REGIONS = "regions";
  private static final String CLUSTERS = "clusters";
  private static final String SERVICES = "services";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}|(?=.*[*?])[0-9*?]{1,12}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9*?-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*?-]+|arn:aws.*");

  static Scope read(Place place) {
    Map<String, Place> members =
        place.members("a scope", List.of(ACCOUNTS, REGIONS, CLUSTERS, SERVICES));
    return new Scope(
        globs(members.get(ACCOUNTS), ACCOUNT, "an account id of 12 digits, or a glob of one"),
        globs(members.get(REGIONS), REGION, "a region, or a glob such as eu-*"),
        globs(members.get(CLUSTERS), NAME, "a cluster's name or ARN, or a glob of one"),
        globs(members.get(SERVICES), NAME, "a service's name or ARN, or a glob of one"));
  }

  private static GlobSet globs(Place place, Pattern form, String accepted) {
    if (place == null) {
      return GlobSet.EVERYTHING;
    }
    List<Glob> globs = new ArrayList<>();
    for (Place item : place.items("a list, each item " + accepted)) {
      item.words(accepted)
          .ifPresent(
              text -> {
                if (form.matcher(text).matches()) {
                  globs.add(new Glob(text));
                } else {
                  item.refuse(accepted);
                }
              });
    }
    if (place.isArray() && place.value().isEmpty()) {
      place.problem("is empty and would match nothing; leave it out to match everything");
    }
    return new GlobSet(globs);
  }

  boolean includes(Row taskSet) {
    return accounts.matches(taskSet.get(TaskSets.DATASET.accountId()))
        && regions.matches(taskSet.get(TaskSets.DATASET.region()))
        && matches(clusters, taskSet.get(TaskSets.CLUSTER_NAME), taskSet.get(TaskSets.CLUSTER_ARN))
        && matches(services, taskSet.get(TaskSets.SERVICE_NAME), taskSet.get(TaskSets.SERVICE_ARN));
  }

  private static boolean matches(GlobSet globs, String name, String arn) {
    return globs.matches(name) || globs.matches(arn);
  }

  /** Whether a task set could be in both; true when in doubt. */
  boolean mayMeet(Scope other) {
    return accounts.mayMeet(other.accounts)
        && regions.mayMeet(other.regions)
        && clusters.mayMeet(other.clusters)
        && services.mayMeet(other.services);
  }

  /** The parts that are given, by their names in the policy file. */
  SortedMap<String, List<String>> texts() {
    SortedMap<String, List<String>> texts = new TreeMap<>();
    texts.put(ACCOUNTS, accounts.texts());
    texts.put(REGIONS, regions.texts());
    texts.put(CLUSTERS, clusters.texts());
    texts.put(SERVICES, services.texts());
    texts.values().removeIf(List::isEmpty);
    return texts;
  }
}
