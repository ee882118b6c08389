/**
 * Athena's engine for tests.
 *
 * <p>Start at {@link dev.ecsinventory.engine.EngineProgram}.
 */
package dev.ecsinventory.engine;
