package dev.ecsinventory.bench.process;

/**
 * When an attempt of a call was in flight, by {@link System#nanoTime()}.
 *
 * @param sent when the HTTP client was given it
 * @param responded when the last byte of its answer was read
 */
record RecordedCall(long sent, long responded) {}
