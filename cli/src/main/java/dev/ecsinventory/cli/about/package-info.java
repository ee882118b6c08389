/** Commands about the program itself: its version, and completion for shells. */
package dev.ecsinventory.cli.about;
