/**
 * Shapes of the AWS SDK, by the API's names: their fields, and their JSON.
 *
 * <p>Start at {@link dev.ecsinventory.aws.shape.ShapeJson}.
 */
package dev.ecsinventory.aws.shape;
