package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A message of another system can neither forge a line of the program nor control the terminal. */
class ErrorMessagesTest {
  private static final String HOSTILE = "denied\nERROR forged\r\u001b[2J\u2028x\u3164";
  private static final String SHOWN = "denied\\u000aERROR forged\\u000d\\u001b[2J\\u2028x\\u3164";

  private static String printed(Exception failure) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    new ErrorMessages(
            new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                false,
                Map.of(),
                CommandLineRun.projectHome(),
                Clock.systemUTC()))
        .handleExecutionException(failure, null, null);
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsAMessageOfAwsOnOneLine() {
    AwsServiceException service =
        AwsServiceException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorMessage(HOSTILE).build())
            .statusCode(400)
            .build();
    // Further lines of a message of AWS quote the request.
    for (Exception failure : List.of(service, SdkClientException.create(HOSTILE))) {
      assertEquals("ecs-inventory: denied\n", printed(failure));
    }
    Exception local = new UncheckedIOException(HOSTILE, new IOException(HOSTILE));
    assertEquals("ecs-inventory: " + SHOWN + "\n", printed(local));
  }

  @Test
  void printsEachProblemOnOneLine() {
    assertEquals(
        "ecs-inventory: event cannot be used:\n  - " + SHOWN + "\n  - b\n",
        printed(new InvalidInputException("event cannot be used", List.of(HOSTILE, "b"))));
  }

  @Test
  void printsEachMessageOfAStackTraceOnOneLine() {
    String text =
        printed(new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE)));

    assertTrue(text.startsWith("java.lang.IllegalStateException: " + SHOWN + "\n\tat "), text);
    assertTrue(
        text.contains("\nCaused by: java.lang.IllegalArgumentException: " + SHOWN + "\n\tat "),
        text);
    assertFalse(text.contains("\nERROR"), text);
  }

  @Test
  void printsOneLinePerReasonIfNothingCouldBeRead() {
    try (DemoEngines engines = DemoEngines.start(DemoFleet.read())) {
      engines
          .ecs()
          .faults(
              FaultScript.of(
                  FaultRule.of(new Fault.Error(400, "AccessDeniedException", HOSTILE))
                      .on("ListClusters")));
      CommandLineRun run = CommandLineRun.in(engines.settings(), "invoke", "--now");

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.err().contains(": " + SHOWN + " (AccessDeniedException)\n"), run.err());
    }
  }
}
