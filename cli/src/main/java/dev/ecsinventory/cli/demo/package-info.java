/**
 * The demo: a sample fleet, the engines it runs on, and its output.
 *
 * <p>Start at {@link dev.ecsinventory.cli.demo.DemoEngines}.
 */
package dev.ecsinventory.cli.demo;
