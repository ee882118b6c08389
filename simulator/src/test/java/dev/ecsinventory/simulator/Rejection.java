package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asserts that a call fails with an error code and message. */
public final class Rejection {
  private Rejection() {}

  public static AwsServiceException assertRejected(String code, String words, Executable call) {
    AwsServiceException rejection = assertThrows(AwsServiceException.class, call);
    assertEquals(code, rejection.awsErrorDetails().errorCode());
    String message = rejection.awsErrorDetails().errorMessage();
    assertTrue(message.contains(words), () -> "\"" + words + "\" is not in: " + message);
    return rejection;
  }
}
