package dev.ecsinventory.policy.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Writes a policy in canonical form, which is the same for all policies with the same meaning: the
 * form of a policy file, with AWS's policies merged and embedded, keys and lists sorted, and
 * without implicit defaults. Parsing the text returns the same policy.
 */
final class CanonicalText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CanonicalText() {}

  static String of(PolicyContent content) {
    ObjectNode file = NODES.objectNode();
    file.put(PolicyFileReader.COUNT_DRAINING_TASK_SETS, content.countsDraining());
    file.put(PolicyFileReader.GRACE_PERIOD_MINUTES, content.gracePeriod().toMinutes());
    file.set(PolicyFileReader.RULES, sorted(content.ruleSets(), CanonicalText::ruleSet));
    file.set(PolicyFileReader.WAIVERS, sorted(content.waivers(), CanonicalText::waiver));
    return text(file);
  }

  private static ObjectNode ruleSet(RuleSet ruleSet) {
    ObjectNode node = NODES.objectNode();
    if (ruleSet.acceptsServiceTags()) {
      // Left out otherwise: the ids of policies of earlier versions stay.
      node.put(PolicyFileReader.ACCEPT_SERVICE_TAGS, true);
    }
    if (!ruleSet.requiredTags().tags().isEmpty()) {
      node.set(PolicyFileReader.REQUIRED_TAGS, requiredTags(ruleSet.requiredTags()));
    }
    putScope(node, ruleSet.scope());
    if (!ruleSet.tagPolicy().tags().isEmpty()) {
      node.set(
          PolicyFileReader.TAG_POLICIES, NODES.arrayNode().add(tagPolicy(ruleSet.tagPolicy())));
    }
    return node;
  }

  private static ObjectNode requiredTags(RequiredTags requiredTags) {
    ObjectNode node = NODES.objectNode();
    int number = 0;
    for (String key : requiredTags.tags().keySet()) {
      number++;
      node.put(RequiredTags.keyParameter(number), key);
      SortedSet<String> values = requiredTags.tags().get(key);
      if (!values.isEmpty()) {
        node.put(RequiredTags.valueParameter(number), String.join(",", values));
      }
    }
    return node;
  }

  private static ObjectNode tagPolicy(EffectiveTagPolicy policy) {
    ObjectNode tags = NODES.objectNode();
    policy
        .tags()
        .forEach(
            (policyKey, tag) -> {
              ObjectNode node = tags.putObject(policyKey);
              putUnlessEmpty(node, Element.ENFORCED_FOR, tag.enforcedFor());
              putUnlessEmpty(node, Element.REPORT_REQUIRED_TAG_FOR, tag.requiredFor());
              node.put(Element.TAG_KEY.text, tag.key());
              node.set(Element.TAG_VALUE.text, texts(tag.values()));
            });
    ObjectNode document = NODES.objectNode();
    document.set(TagPolicyDocumentReader.TAGS, tags);
    return document;
  }

  private static void putUnlessEmpty(ObjectNode node, Element element, Collection<String> values) {
    if (!values.isEmpty()) {
      node.set(element.text, texts(values));
    }
  }

  private static ObjectNode waiver(Waiver waiver) {
    ObjectNode node = NODES.objectNode();
    node.put(Waiver.EXPIRES, waiver.expires().toString());
    node.put(Waiver.OWNER, waiver.owner());
    node.put(Waiver.REASON, waiver.reason());
    putScope(node, waiver.scope());
    if (!waiver.tags().isEmpty()) {
      node.set(Waiver.TAGS, texts(waiver.tags()));
    }
    return node;
  }

  private static void putScope(ObjectNode node, RuleScope scope) {
    if (!scope.texts().isEmpty()) {
      ObjectNode parts = node.putObject(PolicyFileReader.SCOPE);
      scope.texts().forEach((part, globs) -> parts.set(part, texts(globs)));
    }
  }

  private static <T> ArrayNode sorted(List<T> items, Function<T, ObjectNode> form) {
    ArrayNode array = NODES.arrayNode();
    items.stream()
        .map(form)
        .distinct()
        .sorted((one, other) -> text(one).compareTo(text(other)))
        .forEach(array::add);
    return array;
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static String text(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written as JSON", impossible);
    }
  }
}
