package dev.ecsinventory.simulator.fault;

import dev.ecsinventory.simulator.fleet.DescriptionProblems;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import java.nio.file.Path;
import java.util.List;

/**
 * All faults of a simulator. If several rules match a call, delays are added, and the first of the
 * others that fails the call applies.
 *
 * @param rules in order of precedence
 */
public record FaultScript(List<FaultRule> rules) {
  /** No faults. */
  public static final FaultScript NONE = new FaultScript(List.of());

  public FaultScript {
    rules = List.copyOf(rules);
  }

  /** A script of these rules. */
  public static FaultScript of(FaultRule... rules) {
    return new FaultScript(List.of(rules));
  }

  /**
   * Reads a fault file.
   *
   * @throws InvalidDescriptionException naming everything that is wrong with it
   */
  public static FaultScript read(Path file) {
    return FaultScriptReader.read(file.toString(), DescriptionProblems.readText(file));
  }

  /**
   * Reads a script from JSON text.
   *
   * @throws InvalidDescriptionException naming everything that is wrong with it
   */
  public static FaultScript parse(String json) {
    return FaultScriptReader.read("faults", json);
  }
}
