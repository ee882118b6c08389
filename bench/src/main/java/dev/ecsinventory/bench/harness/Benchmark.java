package dev.ecsinventory.bench.harness;

/**
 * Something that is measured, on this machine and against real engines. Ratios carry the argument,
 * as seconds are the machine's.
 */
public interface Benchmark {
  /** One word, by which it is chosen, or words joined by hyphens. */
  String name();

  /** What its figures say, as one line. */
  String measures();

  /**
   * Measures.
   *
   * @param findings are told each figure as soon as it is known
   * @throws Exception when it cannot be measured; what was found until then is kept
   */
  void run(Findings findings) throws Exception;
}
