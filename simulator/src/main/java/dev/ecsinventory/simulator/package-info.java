/**
 * An ECS endpoint over HTTP that rejects what ECS rejects, for tests, demonstrations and
 * benchmarks. {@link dev.ecsinventory.simulator.EcsSimulator} is the entry: it serves a {@link
 * dev.ecsinventory.simulator.fleet.Fleet}, read from a file or made by {@link
 * dev.ecsinventory.simulator.fleet.generate.FleetGenerator}, behaves as {@link
 * dev.ecsinventory.simulator.protocol.SimulatorOptions} says, and breaks as a {@link
 * dev.ecsinventory.simulator.fault.FaultScript} says. {@link dev.ecsinventory.simulator.EventBus}
 * is an event bus that keeps what it is sent.
 *
 * <p>A request goes from {@code WireHandler} (HTTP) to {@code Dispatcher} (the steps every call
 * goes through), from there to a {@code Protocol} (ECS or STS) and an {@code EcsOperation}.
 */
package dev.ecsinventory.simulator;
