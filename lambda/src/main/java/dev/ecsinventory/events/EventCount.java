package dev.ecsinventory.events;

/** The number of events that the bus accepted, and of those that it did not, or may not have. */
public record EventCount(int sent, int notSent) {
  public static final EventCount NONE = new EventCount(0, 0);

  EventCount plus(EventCount other) {
    return new EventCount(sent + other.sent, notSent + other.notSent);
  }

  public int all() {
    return sent + notSent;
  }
}
