/**
 * The time until the packaged function is ready and until its first response; {@link
 * dev.ecsinventory.bench.coldstart.ColdStartBenchmark} is the entry.
 */
package dev.ecsinventory.bench.coldstart;
