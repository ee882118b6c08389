package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The digest of a service with its task sets, or of a cluster: hashes of their current items. It is
 * a small item in the partition of the parent and is written in one transaction with each of these
 * items, so that one query per cluster shows which resources changed and which are missing.
 *
 * @param key of the item
 * @param arn of the service or the cluster
 * @param names shortens the ARNs of its task sets
 * @param own the current item of the service or cluster; empty when there is none
 * @param taskSets the state of each task set's current item, by its ARN
 * @param earlier the key of an item of the earlier layout, which had no task sets and is to be
 *     replaced
 */
record Digest(
    Map<String, AttributeValue> key,
    String arn,
    ArnSuffix names,
    Optional<Own> own,
    SortedMap<String, TaskSet> taskSets,
    Optional<Map<String, AttributeValue>> earlier) {
  static final String HASHES = "hashes";
  static final String TASK_SETS = "task_sets";

  /** The attributes that must be unchanged since the digest was read. */
  static final List<String> COMPARED = List.of(HASHES, TASK_SETS);

  Digest {
    key = Map.copyOf(key);
    requireNonNull(arn, "arn is null");
    requireNonNull(names, "names is null");
    requireNonNull(own, "own is null");
    taskSets = Collections.unmodifiableSortedMap(new TreeMap<>(taskSets));
    requireNonNull(earlier, "earlier is null");
  }

  /** The digest of a resource that is not in the table. */
  static Digest unknown(Map<String, AttributeValue> key, String arn, ArnSuffix names) {
    return new Digest(key, arn, names, Optional.empty(), new TreeMap<>(), Optional.empty());
  }

  static Digest parse(String arn, ArnSuffix names, Map<String, AttributeValue> item) {
    SortedMap<String, TaskSet> taskSets = new TreeMap<>();
    if (item.containsKey(TASK_SETS)) {
      item.get(TASK_SETS)
          .m()
          .forEach((name, text) -> taskSets.put(names.arn(name), TaskSet.parse(text.s())));
    }
    Optional<Own> own =
        Optional.ofNullable(item.get(HASHES)).map(AttributeValue::s).map(Own::parse);
    return new Digest(keyOf(item), arn, names, own, taskSets, Optional.empty());
  }

  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return DynamoDbTable.key(
        item.get(TableLayout.PARTITION_KEY).s(), item.get(TableLayout.SORT_KEY).s());
  }

  Digest with(Optional<Own> newOwn, SortedMap<String, TaskSet> newTaskSets) {
    return new Digest(key, arn, names, newOwn, newTaskSets, Optional.empty());
  }

  /** Whether it contains no resource any more. */
  boolean isEmpty() {
    return own.isEmpty() && taskSets.isEmpty();
  }

  /** The stored attributes; none of them is one of the earlier layout. */
  Map<String, AttributeValue> stored() {
    return earlier.isPresent() ? key : item();
  }

  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key);
    own.ifPresent(known -> item.put(HASHES, AttributeValue.fromS(known.text())));
    if (!taskSets.isEmpty()) {
      Map<String, AttributeValue> texts = new HashMap<>();
      taskSets.forEach(
          (taskSet, known) -> texts.put(names.of(taskSet), AttributeValue.fromS(known.text())));
      item.put(TASK_SETS, AttributeValue.fromM(texts));
    }
    return item;
  }

  /** The last written state of a service or cluster. */
  record Own(StateHash hash, NewestVersion newest) {
    Own {
      requireNonNull(hash, "hash is null");
      requireNonNull(newest, "newest is null");
    }

    static Own parse(String text) {
      return new Own(StateHash.parse(text), NewestVersion.parse(text.substring(StateHash.LENGTH)));
    }

    String text() {
      return hash.text() + newest.text();
    }
  }

  /**
   * The last written state of a task set.
   *
   * @param compliance status the last known compliance status, even if the current item's is
   *     UNKNOWN or NOT_EVALUATED
   */
  record TaskSet(StateHash hash, LastCompliance compliance, NewestVersion newest) {
    TaskSet {
      requireNonNull(hash, "hash is null");
      requireNonNull(compliance, "compliance is null");
      requireNonNull(newest, "newest is null");
    }

    static TaskSet parse(String text) {
      return new TaskSet(
          StateHash.parse(text),
          LastCompliance.parse(text.charAt(StateHash.LENGTH)),
          NewestVersion.parse(text.substring(StateHash.LENGTH + 1)));
    }

    String text() {
      return hash.text() + compliance.letter() + newest.text();
    }
  }
}
