package dev.ecsinventory.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BarDisplayTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** Repeated, because the library draws in a separate thread. */
  @RepeatedTest(50)
  void endsWithAFullBarAndTheLastLine() {
    try (ConsoleProgress progress = start()) {
      progress.planned(1, 1, 2);
      progress.servicesRead(2);
      progress.taskSetsRead(3);
      progress.ended(LineDisplayTest.summary("COMPLETE", 2, 3, 0));
    }

    String last = printed().substring(printed().lastIndexOf('\r') + 1);
    assertEquals(2, last.lines().count(), last);
    assertTrue(last.lines().findFirst().orElseThrow().contains("100% ["), last);
    assertTrue(last.contains("2/2"), last);
    assertTrue(last.contains("\nCOMPLETE: 2 services, 3 task sets, 0 failures, "), last);
  }

  @Test
  void leavesTheCursorOnANewLineWhenTheSnapshotFails() {
    try (ConsoleProgress progress = start()) {
      progress.planned(1, 1, 2);
    }

    assertTrue(printed().endsWith(System.lineSeparator()), printed());
  }

  @Test
  void neverWraps() {
    try (ConsoleProgress progress = start()) {
      progress.planned(1, 1, 2_000_000_000);
      progress.servicesRead(1_900_000_000);
      progress.taskSetsRead(1_900_000_000);
      progress.failuresSeen(1_900_000_000);
    }

    for (String bar : printed().split("[\r\n]+")) {
      assertTrue(bar.length() < 80, bar);
    }
  }

  private ConsoleProgress start() {
    return ConsoleProgress.on(new PrintStream(printed, true, StandardCharsets.UTF_8), true);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
