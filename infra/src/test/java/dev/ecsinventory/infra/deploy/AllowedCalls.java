package dev.ecsinventory.infra.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.TemplateTexts;
import dev.ecsinventory.infra.access.ExporterRole;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The actions that the policy of the function allows, in the form of {@link CallRecorder}. */
final class AllowedCalls {
  private AllowedCalls() {}

  /**
   * The actions.
   *
   * @param roles the properties of the template's roles
   */
  static Set<String> of(List<JsonNode> roles) {
    Set<String> calls = new TreeSet<>();
    for (JsonNode role : roles) {
      for (JsonNode policy : role.path("Policies")) {
        if (policy.path("PolicyName").asText().equals(ExporterRole.FUNCTION_POLICY)) {
          policy.at("/PolicyDocument/Statement").forEach(statement -> add(statement, calls));
        }
      }
    }
    return calls;
  }

  private static void add(JsonNode statement, Set<String> calls) {
    String index =
        TemplateTexts.all(statement.path("Resource")).getFirst().replaceFirst("^[^/]*", "");
    for (String action : TemplateTexts.all(statement.path("Action"))) {
      calls.add(index.startsWith("/index/") ? action + index.replace("/index/", " ") : action);
    }
  }
}
