package dev.ecsinventory.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class PagesTest {
  private final Pages pages = new Pages();

  @Test
  void followsTokensToTheLastPage() {
    assertNull(pages.token());
    assertTrue(pages.follows(true, "a"));
    assertEquals("a", pages.token());
    assertFalse(pages.follows(true, null));
  }

  @Test
  void treatsAnEmptyTokenAsTheEnd() {
    assertFalse(pages.follows(true, ""));
    assertNull(pages.token());
  }

  @Test
  void failsForARepeatedToken() {
    pages.follows(true, "a");
    pages.follows(true, "b");
    assertThrows(SdkException.class, () -> pages.follows(true, "a"));
  }

  @Test
  void failsForAResponseWithoutItsList() {
    assertThrows(SdkException.class, () -> pages.follows(false, null));
  }
}
