package dev.ecsinventory.bench.harness;

/**
 * A measurement on this machine, with real engines. Ratios are the evidence, because seconds depend
 * on the machine.
 */
public interface Benchmark {
  /** The name that selects it: one word, or words joined by hyphens. */
  String name();

  /** The meaning of its figures, as one line. */
  String measures();

  /**
   * Measures.
   *
   * @param findings receives each figure as soon as it is known
   * @throws Exception when the measurement fails; earlier findings are retained
   */
  void run(Findings findings) throws Exception;
}
