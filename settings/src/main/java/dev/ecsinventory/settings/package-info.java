/**
 * The operator's decisions: the settings file, what overrides it, and the check of everything
 * before anything is built. The command line and the CDK app use it; the function does not.
 *
 * <p>Start at {@link dev.ecsinventory.settings.InventorySettings}.
 */
package dev.ecsinventory.settings;
