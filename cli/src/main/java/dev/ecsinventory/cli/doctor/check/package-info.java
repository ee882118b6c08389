/**
 * The checks of {@code doctor}, one class each.
 *
 * <p>Start at {@link dev.ecsinventory.cli.doctor.check.DoctorCheck}.
 */
package dev.ecsinventory.cli.doctor.check;
