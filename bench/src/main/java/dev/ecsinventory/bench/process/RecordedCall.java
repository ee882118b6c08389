package dev.ecsinventory.bench.process;

/**
 * A call's times, all by {@link System#nanoTime()}.
 *
 * @param called when it was handed to the SDK
 * @param sent when its last attempt went out
 * @param answered when that attempt's answer was there
 * @param ended when the SDK gave the answer back
 */
record RecordedCall(String operation, long called, long sent, long answered, long ended) {}
