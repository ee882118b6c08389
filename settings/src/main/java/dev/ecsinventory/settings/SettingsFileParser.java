package dev.ecsinventory.settings;

import dev.ecsinventory.settings.SettingForm.Choice;
import dev.ecsinventory.settings.SettingForm.Decimal;
import dev.ecsinventory.settings.SettingForm.Flag;
import dev.ecsinventory.settings.SettingForm.Text;
import dev.ecsinventory.settings.SettingForm.TextList;
import dev.ecsinventory.settings.SettingForm.Whole;
import dev.ecsinventory.settings.SettingForm.WordOrList;
import dev.ecsinventory.settings.SettingsFile.Entry;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Parses a settings file and collects its problems. A value's kind must be the one of its key: an
 * account ID without quotes is a number, which loses its leading zeros in other YAML parsers.
 */
final class SettingsFileParser {
  private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);

  /** A day, such as 2026-01-01, is a time to YAML 1.1 and text to YAML 1.2. */
  private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.TIMESTAMP);

  private final Path path;
  private final Map<SettingKey, Entry> entries = new EnumMap<>(SettingKey.class);
  private final Set<String> mentioned = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsFileParser(Path path) {
    this.path = path;
  }

  static SettingsFile parse(Path path, String text) {
    SettingsFileParser parser = new SettingsFileParser(path);
    try {
      parser.root(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
    } catch (MarkedYAMLException malformed) {
      int line = malformed.getProblemMark() == null ? 1 : malformed.getProblemMark().getLine() + 1;
      parser.problems.add(
          "%s (line %d): is not YAML: %s".formatted(path, line, malformed.getProblem()));
    } catch (YAMLException notText) {
      parser.problems.add(
          "%s: is not YAML: %s"
              .formatted(path, notText.getMessage().lines().findFirst().orElse("")));
    }
    return new SettingsFile(path, parser.entries, parser.mentioned, parser.problems);
  }

  /** A file without settings has no node. */
  private void root(Node root) {
    switch (root) {
      case null -> {}
      case MappingNode mapping -> mapping.getValue().forEach(this::setting);
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {}
      default ->
          problems.add(
              "%s (line %d): is %s instead of settings; accepted are lines such as \"%s: %s\""
                  .formatted(
                      path,
                      line(root),
                      kind(root),
                      SettingKey.SCHEDULE.key(),
                      SettingKey.SCHEDULE.preset()));
    }
  }

  private void setting(NodeTuple setting) {
    if (!(setting.getKeyNode() instanceof ScalarNode name)) {
      problems.add(
          "%s (line %d): has a key that is no text".formatted(path, line(setting.getKeyNode())));
      return;
    }
    String key = name.getValue();
    if (!mentioned.add(key)) {
      problem(key, name, "is set twice; accepted is once");
      return;
    }
    Optional<SettingKey> known = SettingKey.named(key);
    if (known.isEmpty()) {
      problem(key, name, UnknownKeys.problem(key, "is not a setting"));
      return;
    }
    value(known.get(), setting.getValueNode())
        .ifPresent(value -> entries.put(known.get(), new Entry(value, line(name))));
  }

  private Optional<Object> value(SettingKey key, Node node) {
    return switch (key.form()) {
      case Text _, Choice _ -> scalar(key, node, TEXTS).map(value -> value);
      case Whole _, Decimal _ -> scalar(key, node, NUMBERS).map(value -> value);
      case Flag _ ->
          scalar(key, node, Set.of(Tag.BOOL)).map(value -> value.toLowerCase(Locale.ROOT));
      case TextList _, WordOrList _ when node instanceof SequenceNode list -> items(key, list);
      case WordOrList form when isWord(node, form.word()) -> Optional.of(form.word());
      case TextList _, WordOrList _ -> {
        wrongKind(key, node, key.form().noun());
        yield Optional.empty();
      }
    };
  }

  private static boolean isWord(Node node, String word) {
    return node instanceof ScalarNode scalar
        && TEXTS.contains(scalar.getTag())
        && scalar.getValue().equals(word);
  }

  /** All items, or nothing if one of them is no text. */
  private Optional<Object> items(SettingKey key, SequenceNode list) {
    List<String> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar && TEXTS.contains(scalar.getTag())) {
        items.add(scalar.getValue());
      } else {
        wrongKind(key, item, "text in quotes");
      }
    }
    return items.size() == list.getValue().size() ? Optional.of(items) : Optional.empty();
  }

  private Optional<String> scalar(SettingKey key, Node node, Set<Tag> tags) {
    if (node instanceof ScalarNode scalar && tags.contains(scalar.getTag())) {
      return Optional.of(scalar.getValue());
    }
    wrongKind(key, node, key.form().noun());
    return Optional.empty();
  }

  private void wrongKind(SettingKey key, Node node, String expected) {
    problem(
        key.key(),
        node,
        "%s instead of %s; accepted is %s".formatted(described(node), expected, key.accepted()));
  }

  private static String described(Node node) {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? "\"%s\" is %s".formatted(scalar.getValue(), kind(node))
        : "is " + kind(node);
  }

  private static String kind(Node node) {
    Tag tag = node.getTag();
    return switch (node) {
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "a mapping";
      case ScalarNode _ when TEXTS.contains(tag) -> "text";
      case ScalarNode _ when NUMBERS.contains(tag) -> "a number";
      case ScalarNode _ when tag.equals(Tag.BOOL) -> "true or false";
      case ScalarNode _ when tag.equals(Tag.NULL) -> "empty";
      default -> "of the YAML type " + tag.getValue();
    };
  }

  private void problem(String key, Node node, String what) {
    problems.add(SettingsFile.location(path, key, line(node)) + ": " + what);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
