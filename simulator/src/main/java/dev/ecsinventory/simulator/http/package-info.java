/**
 * Requests over HTTP, the steps that every call takes, and the request rates of ECS.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.http.Dispatcher}.
 */
package dev.ecsinventory.simulator.http;
