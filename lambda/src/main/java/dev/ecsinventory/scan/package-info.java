/**
 * Step 2. Reads one target from ECS.
 *
 * <p>Start at {@link dev.ecsinventory.scan.Scanner}.
 */
package dev.ecsinventory.scan;
