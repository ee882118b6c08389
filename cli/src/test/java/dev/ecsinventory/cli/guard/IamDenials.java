package dev.ecsinventory.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * IAM's evaluation of documents with Deny statements, and their grammar: a statement that is
 * invalid for {@code ecs:CreateTaskSet} fails the test.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
final class IamDenials {
  /**
   * The condition keys that the Service Authorization Reference lists for CreateTaskSet, and global
   * keys.
   */
  private static final Pattern SINGLE_VALUED =
      Pattern.compile(
          "aws:RequestTag/.{1,128}|ecs:cluster|ecs:service|aws:PrincipalAccount|aws:PrincipalArn"
              + "|aws:RequestedRegion|aws:CurrentTime");

  /** The characters that IAM accepts in a document. */
  private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r\\u0020-\\u00FF]+");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<JsonNode> statements = new ArrayList<>();

  IamDenials(List<String> documents) throws JsonProcessingException {
    for (String document : documents) {
      assertTrue(CHARACTERS.matcher(document).matches(), document);
      JsonNode root = MAPPER.readTree(document);
      assertEquals(Set.of("Version", "Statement"), names(root));
      // Without this version, policy variables are plain text.
      assertEquals("2012-10-17", root.get("Version").textValue());
      Set<String> ids = new HashSet<>();
      for (JsonNode statement : root.get("Statement")) {
        assertEquals(Set.of("Sid", "Effect", "Action", "Resource", "Condition"), names(statement));
        assertTrue(statement.get("Sid").textValue().matches("[A-Za-z0-9]+"));
        assertTrue(ids.add(statement.get("Sid").textValue()), "a Sid is there twice");
        assertEquals("Deny", statement.get("Effect").textValue());
        assertEquals("ecs:CreateTaskSet", statement.get("Action").textValue());
        assertEquals("*", statement.get("Resource").textValue());
        statements.add(statement);
      }
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  int size() {
    return statements.size();
  }

  /** Whether a statement denies a request with these context keys, named in lower case. */
  boolean deny(Map<String, List<String>> context) {
    return statements.stream().anyMatch(statement -> holds(statement.get("Condition"), context));
  }

  private static boolean holds(JsonNode operators, Map<String, List<String>> context) {
    for (Map.Entry<String, JsonNode> operator : operators.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> values = values(key.getValue());
        List<String> actual = context.get(key.getKey().toLowerCase(Locale.ROOT));
        if (!holds(operator.getKey(), key.getKey(), values, actual)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> values(JsonNode value) {
    List<String> values =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::textValue).toList()
            : List.of(value.textValue());
    assertTrue(!values.isEmpty());
    return values;
  }

  private static boolean holds(
      String operator, String key, List<String> values, List<String> actual) {
    int colon = operator.indexOf(':');
    boolean multiValued = key.equals("aws:TagKeys");
    assertEquals(multiValued, colon >= 0, "set operators are for aws:TagKeys: " + operator);
    assertTrue(multiValued || SINGLE_VALUED.matcher(key).matches(), key);
    String comparison = operator.substring(colon + 1);
    boolean negated = comparison.contains("Not");
    Predicate<String> matches =
        request ->
            negated != values.stream().anyMatch(value -> matches(comparison, value, request));
    return switch (operator.substring(0, Math.max(0, colon))) {
      case "ForAllValues" -> actual == null || actual.stream().allMatch(matches);
      case "ForAnyValue" -> actual != null && actual.stream().anyMatch(matches);
      case "" -> actual == null ? negated : matches.test(actual.getFirst());
      default -> throw new AssertionError(operator + " is no operator");
    };
  }

  private static boolean matches(String comparison, String value, String actual) {
    return switch (comparison.replace("Not", "")) {
      case "StringEquals" -> resolved(value).equals(actual);
      case "StringEqualsIgnoreCase" -> resolved(value).equalsIgnoreCase(actual);
      case "StringLike" -> like(value, actual);
      case "ArnLike" -> arnLike(value, actual);
      case "DateGreaterThanEquals" -> !Instant.parse(actual).isBefore(Instant.parse(value));
      default -> throw new AssertionError(comparison + " is no comparison");
    };
  }

  private static boolean arnLike(String value, String actual) {
    String[] parts = value.split(":", 6);
    String[] actualParts = actual.split(":", 6);
    assertEquals(6, parts.length, value);
    for (int part = 0; part < parts.length; part++) {
      if (!like(parts[part], actualParts[part])) {
        return false;
      }
    }
    return true;
  }

  /** Without wildcards: an asterisk is a literal character, with or without an escape. */
  private static String resolved(String value) {
    String resolved = value.replaceAll("\\$\\{([*?$])\\}", "$1");
    assertTrue(!value.replaceAll("\\$\\{[*?$]\\}", "").contains("${"), "a variable: " + value);
    return resolved;
  }

  private static boolean like(String value, String actual) {
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < value.length(); index++) {
      if (value.startsWith("${", index)) {
        int end = value.indexOf('}', index);
        String name = value.substring(index + 2, end);
        assertTrue(name.matches("[*?$]"), "a variable: " + value);
        regex.append(Pattern.quote(name));
        index = end;
      } else {
        char character = value.charAt(index);
        regex.append(
            switch (character) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(character));
            });
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual).matches();
  }
}
