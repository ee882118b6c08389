package dev.ecsinventory.config;

import com.fasterxml.jackson.core.JacksonException;

/** Why a text is not JSON, in words: no message names a method of the parser. */
public final class JsonProblem {
  private JsonProblem() {}

  /** A clause without the location, which callers give in their own words. */
  public static String of(JacksonException problem) {
    return problem.getOriginalMessage().replaceAll(", from `[^`]*`", "");
  }
}
