package dev.ecsinventory.policy.document;

import java.util.Arrays;
import java.util.List;

/**
 * The elements of a statement of a tag policy about a tag.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html">
 *     Tag policy syntax</a>
 */
enum Element {
  TAG_KEY("tag_key"),
  TAG_VALUE("tag_value"),
  ENFORCED_FOR("enforced_for"),
  REPORT_REQUIRED_TAG_FOR("report_required_tag_for");

  final String text;

  Element(String text) {
    this.text = text;
  }

  /** Whether the element has one value rather than a list. */
  boolean isSingle() {
    return this == TAG_KEY;
  }

  /** Whether the compliance of a task set depends on the element. */
  boolean affectsCompliance() {
    return this != ENFORCED_FOR;
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(element -> element.text).toList();
  }
}
