/**
 * Step 3. A pure function from readings to rows; ECS's own types end here.
 *
 * <p>Start at {@link dev.ecsinventory.normalize.Normalizer}.
 */
package dev.ecsinventory.normalize;
