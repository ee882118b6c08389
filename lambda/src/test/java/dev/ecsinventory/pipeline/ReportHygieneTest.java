package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report shows invisible characters of the fleet and of the policy. */
class ReportHygieneTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A character of each block of invisible characters, and line separators. */
  private static final String INVISIBLE =
      "\t\n\u000b\u001b\u007f\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u180b\u180e"
          + "\u2003\u200b\u200d\u200f\u2028\u2029\u202e\u202f\u205f\u2060\u2066\u2800\u3000\u3164"
          + "\ue000\ufe0f\ufeff\uffa0\ufff9\ufffc\udb40\udc01\udb40\udd00";

  @TempDir Path directory;

  @Test
  void theReportShowsEveryCharacter() throws IOException {
    Path policy = Files.writeString(directory.resolve("policy.json"), policy());
    Path out = Files.createDirectories(directory.resolve("out"));
    FaultRule denied =
        FaultRule.of(new Fault.Error(400, "AccessDeniedException", "not\nallowed" + INVISIBLE))
            .on("ListServices")
            .touching("closed");
    try (Exporter exporter =
        Exporter.of(fleet(), out).set("TAG_POLICY", "file:" + policy).faults(denied)) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      for (Map.Entry<String, byte[]> file : exporter.files().entrySet()) {
        if (file.getKey().contains("/reports/")) {
          assertVisible(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static void assertVisible(String key, String content) {
    // Without the scripts of libraries, which are not visible.
    String shown = content.replaceAll("(?s)<script>.*?</script>|<style>.*?</style>", "");
    assertTrue(shown.contains("\\u3164"), key);
    shown
        .codePoints()
        .filter(point -> point != '\n' && point != '\r' && point != '\\')
        .mapToObj(Character::toString)
        .forEach(
            character ->
                assertEquals(
                    character,
                    VisibleText.of(character),
                    () ->
                        "%s has U+%04X near %s"
                            .formatted(
                                key,
                                character.codePointAt(0),
                                shown.substring(
                                    Math.max(0, shown.indexOf(character) - 80),
                                    shown.indexOf(character)))));
  }

  private static Fleet fleet() {
    ObjectNode fleet = MAPPER.createObjectNode();
    ObjectNode region =
        fleet
            .putArray("accounts")
            .addObject()
            .put("id", "123456789012")
            .putArray("regions")
            .addObject();
    region.put("name", "us-east-1");
    for (String cluster : new String[] {"prod", "closed"}) {
      ObjectNode service =
          region
              .withArray("clusters")
              .addObject()
              .put("clusterName", cluster)
              .putArray("services")
              .addObject();
      service.put("serviceName", "shop").putObject("deploymentController").put("type", "EXTERNAL");
      ObjectNode taskSet = service.putArray("taskSets").addObject();
      taskSet.put("externalId", "e" + INVISIBLE).put("startedBy", "s" + INVISIBLE);
      taskSet.withArray("tags").addObject().put("key", "team").put("value", "v" + INVISIBLE);
      taskSet.withArray("tags").addObject().put("key", "k" + INVISIBLE).put("value", "x");
    }
    return Fleet.parse(fleet.toString());
  }

  private static String policy() {
    ObjectNode policy = MAPPER.createObjectNode();
    ObjectNode tags =
        policy.putArray("rules").addObject().putArray("tag_policies").addObject().putObject("tags");
    ObjectNode team = tags.putObject("team").put("tag_key", "team");
    team.putArray("tag_value").add("a" + INVISIBLE);
    team.putArray("report_required_tag_for").add("ecs:task-set");
    ObjectNode missing = tags.putObject("m" + INVISIBLE).put("tag_key", "m" + INVISIBLE);
    missing.putArray("report_required_tag_for").add("ecs:task-set");
    ObjectNode waiver = policy.putArray("waivers").addObject();
    waiver.putObject("scope").putArray("clusters").add("prod");
    waiver
        .put("reason", "r" + INVISIBLE)
        .put("owner", "o" + INVISIBLE)
        .put("expires", "2026-03-31");
    return policy.toString();
  }
}
