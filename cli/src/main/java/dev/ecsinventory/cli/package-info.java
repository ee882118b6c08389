/** x. */
package dev.ecsinventory.cli;
