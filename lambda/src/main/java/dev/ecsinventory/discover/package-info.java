/**
 * Finds the accounts and Regions of an organization, before anything is planned.
 *
 * <p>Start at {@link dev.ecsinventory.discover.AccountDiscovery}.
 */
package dev.ecsinventory.discover;
