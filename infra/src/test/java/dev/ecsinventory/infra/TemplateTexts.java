package dev.ecsinventory.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Strings of templates, with references as {@code ${NAME}}, for comparison. */
public final class TemplateTexts {
  private TemplateTexts() {}

  /** A string, with the intrinsic functions that build it resolved. */
  public static String of(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::Join")) {
      List<String> parts = new ArrayList<>();
      value.at("/Fn::Join/1").forEach(part -> parts.add(of(part)));
      return String.join(value.at("/Fn::Join/0").asText(), parts);
    }
    if (value.has("Fn::Sub")) {
      return value.path("Fn::Sub").asText();
    }
    return "${" + name(value) + "}";
  }

  /** One string, or each of a list. */
  public static List<String> all(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> texts.add(of(element)));
    } else {
      texts.add(of(value));
    }
    return texts;
  }

  private static String name(JsonNode value) {
    if (value.has("Ref")) {
      return value.path("Ref").asText();
    }
    if (value.has("Fn::GetAtt")) {
      return value.at("/Fn::GetAtt/0").asText() + "." + value.at("/Fn::GetAtt/1").asText();
    }
    if (value.has("Fn::ImportValue")) {
      // EcsInventoryStorage:ExportsOutputFnGetAttTable710B521BArn570AFAD4
      return value
          .path("Fn::ImportValue")
          .asText()
          .replaceAll(
              ".*:ExportsOutput(FnGetAtt|Ref)([A-Za-z]+?)[0-9A-F]{8}(Arn)?[0-9A-F]{8}", "$2.$3")
          .replaceAll("\\.$", "");
    }
    throw new IllegalArgumentException("not a string of a template: " + value);
  }
}
