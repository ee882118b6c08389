package dev.ecsinventory.cli.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.text.AsciiJson;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import java.util.List;

/** A guard as one JSON object, and as text. */
public final class GuardOutput {
  private GuardOutput() {}

  /** All documents, gaps and limits. */
  public static String json(Guard guard) {
    try {
      ObjectNode root = AsciiJson.MAPPER.createObjectNode();
      for (PolicyType type : PolicyType.values()) {
        ArrayNode documents =
            root.putArray(
                switch (type) {
                  case SCP -> "service_control_policies";
                  case IAM -> "iam_policies";
                });
        for (String text : guard.documents().get(type)) {
          documents.add(AsciiJson.MAPPER.readTree(text));
        }
      }
      guard.gaps().forEach(root.putArray("not_enforced")::add);
      guard.limits().forEach(root.putArray("limits")::add);
      return AsciiJson.text(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written as JSON", impossible);
    }
  }

  /** The files and their sizes. */
  public static String files(Guard guard) {
    StringBuilder text = new StringBuilder();
    for (PolicyType type : PolicyType.values()) {
      List<String> texts = guard.documents().get(type);
      for (int index = 0; index < texts.size(); index++) {
        text.append(
            "%-12s %s, %,d of at most %,d characters%n"
                .formatted(
                    type.fileName(index + 1),
                    type.title(),
                    texts.get(index).length(),
                    type.mostCharacters()));
      }
    }
    return text.toString();
  }

  /** Gaps and limits, for people. */
  public static String notices(Guard guard) {
    return list("Not enforced, because IAM cannot express it:", guard.gaps())
        + list("Limits:", guard.limits());
  }

  private static String list(String heading, List<String> items) {
    StringBuilder text = new StringBuilder();
    if (!items.isEmpty()) {
      text.append(heading).append(System.lineSeparator());
      items.forEach(item -> text.append(WrappedText.of("  - ", VisibleText.of(item))));
    }
    return text.toString();
  }
}
