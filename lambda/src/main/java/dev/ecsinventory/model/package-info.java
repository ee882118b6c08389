/** x. */
package dev.ecsinventory.model;
