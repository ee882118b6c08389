package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} explains every context key and every alarm. */
class OperationsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  @Test
  void explainsEveryContextKey() throws IOException {
    List<String> explained =
        Pattern.compile("^\\| `([a-zA-Z]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE).split("\n## The function's response", 2)[0])
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals(Arrays.stream(SettingKey.values()).map(SettingKey::key).toList(), explained);
  }

  @Test
  void explainsEveryAlarm() throws IOException {
    String page = Files.readString(PAGE);
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("accounts", "organization", "externalId", "secret"),
            Map.of("engine", "stepfunctions"))) {
      Synthesis.once(settings)
          .template(Synthesis.EXPORTER)
          .path("Resources")
          .properties()
          .forEach(resource -> assertExplained(page, resource.getKey(), resource.getValue()));
    }
  }

  private static void assertExplained(String page, String logicalId, JsonNode resource) {
    if (resource.path("Type").asText().equals("AWS::CloudWatch::Alarm")) {
      String alarm = logicalId.replaceFirst("^Alarms", "").replaceFirst("[0-9A-F]{8}$", "");
      assertTrue(page.contains("| **" + alarm + "** |"), alarm);
    }
  }
}
