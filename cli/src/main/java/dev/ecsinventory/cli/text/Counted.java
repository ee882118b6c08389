package dev.ecsinventory.cli.text;

/** A number with its noun, for messages: {@code 1 service}, {@code 1,200 services}. */
public final class Counted {
  private Counted() {}

  /** {@code count} with {@code noun}, which gets an {@code s} unless the count is one. */
  public static String of(long count, String noun) {
    return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }
}
