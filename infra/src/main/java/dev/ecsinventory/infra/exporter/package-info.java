/**
 * The function, its schedule, and the dead-letter queue.
 *
 * <p>Start at {@link dev.ecsinventory.infra.exporter.Exporter}.
 */
package dev.ecsinventory.infra.exporter;
