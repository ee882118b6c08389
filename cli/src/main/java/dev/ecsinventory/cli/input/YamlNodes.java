package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.input.Node.Mapping;
import dev.ecsinventory.cli.input.Node.Scalar;
import dev.ecsinventory.cli.input.Node.Sequence;
import dev.ecsinventory.cli.input.Node.Type;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML 1.1 with the line of each value, and the short form of CloudFormation's functions as
 * the long one: {@code !Ref A} is {@code {"Ref": "A"}}. Aliases and merges are problems, as they
 * are to CloudFormation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">
 *     Template formats</a>
 */
final class YamlNodes {
  private static final String LOCAL_TAG = "!";
  private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

  private final InputProblems problems;
  private final Set<org.yaml.snakeyaml.nodes.Node> seen =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlNodes(InputProblems problems) {
    this.problems = problems;
  }

  static Node read(String file, String text, InputProblems problems) {
    try {
      org.yaml.snakeyaml.nodes.Node root =
          new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        throw InputProblems.unusable(List.of(file + ": is empty"));
      }
      return new YamlNodes(problems).value(root, "");
    } catch (MarkedYAMLException notYaml) {
      int line = notYaml.getProblemMark() == null ? 1 : notYaml.getProblemMark().getLine() + 1;
      throw InputProblems.unusable(
          List.of(
              "%s (line %d): is neither JSON nor YAML: %s"
                  .formatted(file, line, notYaml.getProblem())));
    } catch (YAMLException notText) {
      throw InputProblems.unusable(
          List.of(
              "%s: is neither JSON nor YAML: %s"
                  .formatted(file, notText.getMessage().lines().findFirst().orElse(""))));
    }
  }

  private Node value(org.yaml.snakeyaml.nodes.Node node, String pointer) {
    int line = node.getStartMark().getLine() + 1;
    if (!seen.add(node)) {
      problems.add(pointer, line, "is a YAML alias; accepted is the value itself");
      return new Scalar("", Type.NULL, line);
    }
    Node value =
        switch (node) {
          case ScalarNode scalar -> new Scalar(scalar.getValue(), type(scalar), line);
          case SequenceNode sequence -> sequence(sequence, pointer, line);
          case MappingNode mapping -> mapping(mapping, pointer, line);
          default -> throw new IllegalStateException("no value is a " + node.getNodeId());
        };
    String tag = node.getTag().getValue();
    if (!tag.startsWith(LOCAL_TAG)) {
      return value;
    }
    String name = tag.substring(LOCAL_TAG.length());
    return new Mapping(Map.of(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name, value), line);
  }

  private static Type type(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.STR) || tag.getValue().startsWith(LOCAL_TAG)) {
      return Type.TEXT;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? Type.NUMBER
        : tag.equals(Tag.BOOL) ? Type.FLAG : tag.equals(Tag.NULL) ? Type.NULL : Type.OTHER;
  }

  private Node sequence(SequenceNode node, String pointer, int line) {
    List<Node> items = new ArrayList<>();
    for (org.yaml.snakeyaml.nodes.Node item : node.getValue()) {
      items.add(value(item, At.append(pointer, String.valueOf(items.size()))));
    }
    return new Sequence(items, line);
  }

  private Node mapping(MappingNode node, String pointer, int line) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (tuple.getKeyNode() instanceof ScalarNode key && !key.getTag().equals(Tag.MERGE)) {
        String place = At.append(pointer, key.getValue());
        Node value = value(tuple.getValueNode(), place);
        if (members.putIfAbsent(key.getValue(), value) != null) {
          problems.add(place, keyLine, "is there twice; accepted is once");
        }
      } else {
        problems.add(pointer, keyLine, "has a key that is no text, or a merge; accepted is a text");
      }
    }
    return new Mapping(members, line);
  }
}
