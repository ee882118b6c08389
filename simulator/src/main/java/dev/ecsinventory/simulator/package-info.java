/** An ECS endpoint over HTTP that refuses what ECS refuses. */
package dev.ecsinventory.simulator;
