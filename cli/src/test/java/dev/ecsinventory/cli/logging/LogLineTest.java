package dev.ecsinventory.cli.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static String line(Throwable thrown, String message, Object... arguments) {
    return new LogLine()
        .doLayout(
            new LoggingEvent(
                LogLineTest.class.getName(),
                new LoggerContext().getLogger("test"),
                Level.WARN,
                message,
                thrown,
                arguments));
  }

  @Test
  void isOneLineForAnyMessage() {
    assertEquals(
        "WARN  lost a\\u000aERROR b\\u001b[2J\\u00a0\n",
        line(null, "lost {}", "a\nERROR b\u001b[2J\u00a0"));
  }

  @Test
  void hasOneMoreLinePerExceptionWithItsMethod() {
    Throwable thrown = new IllegalStateException("a\nERROR b", new IllegalArgumentException());

    List<String> lines = line(thrown, "lost").lines().toList();

    assertEquals(5, lines.size(), lines::toString);
    assertEquals("java.lang.IllegalStateException: a\\u000aERROR b", lines.get(1));
    assertTrue(lines.get(2).startsWith("\tat " + LogLineTest.class.getName()), lines.get(2));
    assertEquals("Caused by: java.lang.IllegalArgumentException: null", lines.get(3));
  }
}
