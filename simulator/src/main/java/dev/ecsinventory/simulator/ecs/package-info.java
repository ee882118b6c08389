/**
 * The operations of ECS.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.ecs.EcsProtocol}.
 */
package dev.ecsinventory.simulator.ecs;
