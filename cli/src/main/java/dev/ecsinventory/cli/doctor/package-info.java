/**
 * {@code doctor}: checks a deployment, read-only, and reports problems with remedies.
 *
 * <p>Start at {@link dev.ecsinventory.cli.doctor.Checks}.
 */
package dev.ecsinventory.cli.doctor;
