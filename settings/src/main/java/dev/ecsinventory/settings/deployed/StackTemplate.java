package dev.ecsinventory.settings.deployed;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The template of a deployed stack.
 *
 * @param values the pseudo parameters, and the exports of other stacks by name
 */
public record StackTemplate(JsonNode template, Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  public StackTemplate {
    requireNonNull(template, "template is null");
    values = Map.copyOf(values);
  }

  /** The properties of each resource of a type. */
  Stream<JsonNode> properties(String type) {
    return StreamSupport.stream(template.path("Resources").spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"));
  }

  /** The text of a property; empty if there is none, or if it refers to an unknown value. */
  Optional<String> text(JsonNode node) {
    if (node.isValueNode() && !node.isNull()) {
      return Optional.of(node.asText());
    }
    if (node.has("Fn::Join")) {
      return joined(node.at("/Fn::Join/0").asText(), node.at("/Fn::Join/1"));
    }
    if (node.has("Fn::Sub")) {
      return substituted(node.path("Fn::Sub").asText());
    }
    for (String reference : new String[] {"Ref", "Fn::ImportValue"}) {
      if (node.has(reference)) {
        return Optional.ofNullable(values.get(node.path(reference).asText()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> joined(String separator, JsonNode parts) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      Optional<String> value = text(part);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(text.isEmpty() ? "" : separator).append(value.get());
    }
    return Optional.of(text.toString());
  }

  private Optional<String> substituted(String text) {
    Matcher variable = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (variable.find()) {
      String value = values.get(variable.group(1));
      if (value == null) {
        return Optional.empty();
      }
      variable.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return Optional.of(variable.appendTail(result).toString());
  }
}
