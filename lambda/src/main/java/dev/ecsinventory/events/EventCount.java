package dev.ecsinventory.events;

/** How many events reached the bus, and how many did not or may not have. */
public record EventCount(int sent, int notSent) {
  public static final EventCount NONE = new EventCount(0, 0);

  EventCount plus(EventCount other) {
    return new EventCount(sent + other.sent, notSent + other.notSent);
  }

  public int all() {
    return sent + notSent;
  }
}
