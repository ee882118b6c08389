package dev.ecsinventory.policy.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.config.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A value in a policy document with its location. Every problem contains the location: the
 * document's name, {@code #} and a JSON Pointer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
public record LocatedValue(String document, String pointer, JsonNode value, Problems problems) {
  private static final int SHOWN_CHARACTERS = 80;

  public static String append(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** The same value, whose problems are not reported. */
  public LocatedValue leniently() {
    return new LocatedValue(document, pointer, value, new Problems());
  }

  public boolean isObject() {
    return value.isObject();
  }

  public boolean isArray() {
    return value.isArray();
  }

  public boolean isText() {
    return value.isTextual();
  }

  public void problem(String what) {
    problems.add((pointer.isEmpty() ? document : document + "#" + pointer) + ": " + what);
  }

  /** Reports that the value is not {@code accepted}. */
  public void reject(String accepted) {
    problem(shown() + " is not accepted; accepted is " + accepted);
  }

  /** The member of an object; a missing node where there is none. */
  public LocatedValue field(String key) {
    return new LocatedValue(document, append(pointer, key), value.path(key), problems);
  }

  /**
   * The members of an object with any keys; none, after reporting the problem, for another value.
   */
  public Map<String, LocatedValue> fields(String accepted) {
    Map<String, LocatedValue> fields = new LinkedHashMap<>();
    if (!isObject()) {
      reject(accepted);
      return fields;
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String key = field.getKey();
      fields.put(key, new LocatedValue(document, append(pointer, key), field.getValue(), problems));
    }
    return fields;
  }

  /** The members of an object; every key that is not in {@code known} is a problem. */
  public Map<String, LocatedValue> fields(String accepted, Collection<String> known) {
    Map<String, LocatedValue> fields = fields(accepted);
    fields
        .entrySet()
        .removeIf(
            field -> {
              boolean unknown = !known.contains(field.getKey());
              if (unknown) {
                field.getValue().problem(unknownKey(field.getKey(), known));
              }
              return unknown;
            });
    return fields;
  }

  private static String unknownKey(String key, Collection<String> known) {
    String nearest =
        Spelling.nearest(key, List.copyOf(known))
            .map(near -> " (did you mean " + near + "?)")
            .orElse("");
    return "\"%s\" is not known here%s; accepted are %s"
        .formatted(key, nearest, String.join(", ", known));
  }

  public List<LocatedValue> items(String accepted) {
    List<LocatedValue> items = new ArrayList<>();
    if (!isArray()) {
      reject(accepted);
      return items;
    }
    for (JsonNode item : value) {
      String location = append(pointer, String.valueOf(items.size()));
      items.add(new LocatedValue(document, location, item, problems));
    }
    return items;
  }

  public Optional<String> text(String accepted) {
    if (!isText()) {
      reject(accepted);
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A text that is not blank. */
  public Optional<String> words(String accepted) {
    Optional<String> text = text(accepted);
    if (text.isPresent() && text.get().isBlank()) {
      reject(accepted);
      return Optional.empty();
    }
    return text;
  }

  public OptionalInt integer(int least, int most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      reject("a whole number from " + least + " to " + most);
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  public Optional<Boolean> flag() {
    if (!value.isBoolean()) {
      reject("true or false");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  private String shown() {
    String text = value.toString();
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
