package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ecsinventory.infra.access.EcsReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README has the policy that {@code scan} needs: the calls to ECS of the deployed function. */
class ReadmePolicyTest {
  private static final Pattern POLICY = Pattern.compile("(?s)```json\n(.*?)```");

  @Test
  void allowsTheCallsOfTheFunction() throws Exception {
    Matcher policy = POLICY.matcher(Files.readString(Path.of("..", "README.md")));
    assertTrue(policy.find());
    Set<String> allowed = new TreeSet<>();
    for (JsonNode statement : new ObjectMapper().readTree(policy.group(1)).path("Statement")) {
      assertEquals("Allow", statement.path("Effect").asText());
      statement.path("Action").forEach(action -> allowed.add(action.asText()));
    }

    assertEquals(
        EcsReads.everywhere().stream()
            .flatMap(statement -> statement.getActions().stream())
            .collect(Collectors.toCollection(TreeSet::new)),
        allowed);
  }
}
