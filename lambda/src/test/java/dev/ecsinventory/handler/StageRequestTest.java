package dev.ecsinventory.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.handler.StageRequest.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageRequestTest {
  @Test
  void readsTheRequestOfAGroup() {
    assertEquals(
        Optional.of(
            new StageRequest(
                Stage.READ, "{\"time\":\"x\"}", "g-0001", "20260115T060000Z-r2-g-0001-7")),
        parse(
            """
            {"stage": "read", "event": {"time": "x"}, "group": "g-0001", "turn": 7,
             "execution": "20260115T060000Z-r2"}
            """));
  }

  @Test
  void readsTheRequestOfASnapshot() {
    StageRequest request =
        parse("{\"stage\": \"give-up\", \"event\": {}, \"group\": \"g-0002\"}").orElseThrow();
    assertEquals(Stage.GIVE_UP, request.stage());
    assertEquals("direct-g-0002-1", request.turn());
    assertEquals(
        Stage.COMMIT, parse("{\"stage\": \"commit\", \"event\": {}}").orElseThrow().stage());
  }

  @Test
  void leavesOtherEventsAlone() {
    assertTrue(parse("{\"time\": \"2026-01-15T06:00:00Z\", \"detail\": {}}").isEmpty());
    assertTrue(parse("no JSON").isEmpty());
  }

  @Test
  void rejectsAnUnknownStage() {
    assertEquals(
        "event cannot be used:\n"
            + "  - stage: \"GROUP\" is not a stage; accepted are begin, read, give-up, commit,"
            + " finish, index",
        assertThrows(InvalidInputException.class, () -> parse("{\"stage\": \"GROUP\"}"))
            .getMessage());
    assertTrue(
        assertThrows(InvalidInputException.class, () -> parse("{\"stage\": \"read\"}"))
            .getMessage()
            .contains("group is missing"));
  }

  private static Optional<StageRequest> parse(String request) {
    return StageRequest.parse(request.getBytes(StandardCharsets.UTF_8));
  }
}
