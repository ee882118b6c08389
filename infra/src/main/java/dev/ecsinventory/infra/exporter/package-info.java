/**
 * The function, its schedule, and where failed runs go.
 *
 * <p>Start at {@link dev.ecsinventory.infra.exporter.Exporter}.
 */
package dev.ecsinventory.infra.exporter;
