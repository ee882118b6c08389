/**
 * Benchmarks, run by {@code ./mvnw -Pbench -DskipTests verify}.
 *
 * <p>Start at {@link dev.ecsinventory.bench.BenchmarkMain}; the list is {@link
 * dev.ecsinventory.bench.Benchmarks}.
 */
package dev.ecsinventory.bench;
