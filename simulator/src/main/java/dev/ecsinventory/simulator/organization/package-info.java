/**
 * AWS Organizations and AWS Account Management, as far as an inventory of an organization uses
 * them.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.organization.OrganizationsProtocol}.
 */
package dev.ecsinventory.simulator.organization;
