/**
 * How long the packaged function takes to be ready and to answer for the first time; {@link
 * dev.ecsinventory.bench.coldstart.ColdStartBenchmark} is the entry.
 */
package dev.ecsinventory.bench.coldstart;
