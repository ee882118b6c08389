package dev.ecsinventory.bench.cpu;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A policy of fifty rules: ten tags are required and forty are optional. Each has five accepted
 * values, one of them with a wildcard.
 */
final class SamplePolicy {
  static final int RULES = 50;
  static final int REQUIRED = 10;

  private static final int VALUES = 4;
  private static final int MORE_TAGS = 5;

  /** One in this number of task sets of a mostly compliant fleet violates the policy. */
  private static final int VIOLATING = 33;

  private SamplePolicy() {}

  static TagPolicy parsed() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode tags = document.putObject("tags");
    for (int rule = 0; rule < RULES; rule++) {
      ObjectNode tag = tags.putObject(key(rule).toLowerCase(Locale.ROOT));
      tag.put("tag_key", key(rule));
      ArrayNode values = tag.putArray("tag_value");
      IntStream.range(0, VALUES).mapToObj(SamplePolicy::value).forEach(values::add);
      values.add("team-*");
      if (rule < REQUIRED) {
        tag.putArray("report_required_tag_for").add("ecs:task-set");
      }
    }
    return new TagPolicyParser(
            reference -> {
              throw new IllegalStateException("the policy refers to " + reference);
            })
        .parse("sample", document.toString());
  }

  /** Tags of a fleet in which three in a hundred task sets violate the policy. */
  static List<Tag> mostlyCompliant(int ordinal) {
    return ordinal % VIOLATING == 0 ? violating(ordinal) : compliant(ordinal);
  }

  /**
   * Tags that violate two rules: a required tag is missing, and a tag has a value that is not
   * accepted.
   */
  static List<Tag> violating(int ordinal) {
    List<Tag> tags = new ArrayList<>(compliant(ordinal));
    tags.remove(ordinal % REQUIRED);
    tags.set(0, tag(tags.getFirst().key(), "valeu-0"));
    return tags;
  }

  private static List<Tag> compliant(int ordinal) {
    List<Tag> tags = new ArrayList<>();
    for (int rule = 0; rule < REQUIRED; rule++) {
      tags.add(tag(key(rule), value((ordinal + rule) % VALUES)));
    }
    for (int more = 0; more < MORE_TAGS; more++) {
      int rule = REQUIRED + (ordinal + more) % (RULES - REQUIRED);
      tags.add(tag(key(rule), "team-" + ordinal % RULES));
    }
    return tags;
  }

  private static String key(int rule) {
    return "Tag-" + rule;
  }

  private static String value(int number) {
    return "value-" + number;
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
