package dev.ecsinventory.bench.process;

/**
 * The interval in which an attempt of a call was in flight, by {@link System#nanoTime()}.
 *
 * @param sent when the HTTP client received it
 * @param responded when the last byte of its response was read
 */
record RecordedCall(long sent, long responded) {}
