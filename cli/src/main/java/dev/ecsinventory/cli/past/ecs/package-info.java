/**
 * The read operations of the ECS API, with the responses that a snapshot recorded.
 *
 * <p>Start at {@link dev.ecsinventory.cli.past.ecs.PastEcs}; {@link
 * dev.ecsinventory.cli.past.ecs.PastEndpoint} serves it over HTTP.
 */
package dev.ecsinventory.cli.past.ecs;
