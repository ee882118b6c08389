package dev.ecsinventory.settings;

import java.util.Arrays;
import java.util.List;

/** What takes the snapshots. */
public enum Engine {
  /** One Lambda function, in at most three runs. */
  FUNCTION("function"),

  /** A state machine, which invokes the function for each group of accounts. */
  STEP_FUNCTIONS("stepfunctions");

  private final String text;

  Engine(String text) {
    this.text = text;
  }

  /** The value in the settings file. */
  public String text() {
    return text;
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Engine::text).toList();
  }

  static Engine of(String text) {
    return Arrays.stream(values())
        .filter(engine -> engine.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not an engine"));
  }
}
