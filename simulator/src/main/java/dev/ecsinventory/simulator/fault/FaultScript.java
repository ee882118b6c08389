package dev.ecsinventory.simulator.fault;

import dev.ecsinventory.simulator.fleet.DescriptionProblems;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that goes wrong in a simulator. Of several rules that match a call, delays add up and
 * the first of the others that rejects the call decides.
 *
 * @param rules in order of precedence
 */
public record FaultScript(List<FaultRule> rules) {
  /** Nothing goes wrong. */
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
