/**
 * The demonstration: a made-up fleet, the engines it runs on, and what is shown and left of it.
 *
 * <p>Start at {@link dev.ecsinventory.cli.demo.DemoEngines}.
 */
package dev.ecsinventory.cli.demo;
