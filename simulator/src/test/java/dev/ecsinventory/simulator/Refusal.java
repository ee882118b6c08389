package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says that a call is refused, with which error code and in which words. */
public final class Refusal {
  private Refusal() {}

  public static AwsServiceException assertRefused(String code, String words, Executable call) {
    AwsServiceException refusal = assertThrows(AwsServiceException.class, call);
    assertEquals(code, refusal.awsErrorDetails().errorCode());
    String message = refusal.awsErrorDetails().errorMessage();
    assertTrue(message.contains(words), () -> "\"" + words + "\" is not in: " + message);
    return refusal;
  }
}
