package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;

/** The time that the evaluation adds to the same rows without it. */
public final class PolicyBenchmark implements Benchmark {
  private static final double MAX_PERCENT = 15;
  private static final int PERCENT = 100;
  private static final int TASK_SETS = 100_000;
  private static final int TASK_SETS_OF_A_TARGET =
      SampleTarget.CLUSTERS
          * SampleTarget.SERVICES_PER_CLUSTER
          * SampleTarget.TASK_SETS_PER_SERVICE;

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String measures() {
    return "evaluation against a policy of 50 rules, compared with normalizing and encoding the"
        + " same rows";
  }

  @Override
  public void run(Findings findings) throws Exception {
    Measured measured =
        Measured.of("evaluate", "evaluateWhereEveryTaskSetBreaksThePolicy", "normalizeAndJson");
    findings.add(
        Figure.of(
            "3 in 100 task sets break it: added to normalize + JSON Lines",
            PERCENT * measured.ratio("evaluate", "normalizeAndJson"),
            "%",
            Goal.below(MAX_PERCENT)));
    findings.add(
        Figure.of(
            "every task set breaks it twice: added to normalize + JSON Lines",
            PERCENT
                * measured.ratio("evaluateWhereEveryTaskSetBreaksThePolicy", "normalizeAndJson"),
            "%"));
    addSeconds(findings, measured, "3 in 100 break it", "evaluate");
    addSeconds(
        findings, measured, "every one breaks it", "evaluateWhereEveryTaskSetBreaksThePolicy");
    addSeconds(findings, measured, "normalize + JSON Lines", "normalizeAndJson");
    findings.note(
        "A task set that breaks a rule also gets its rows of `tag_violations`, with what was"
            + " probable value and the command that creates it again.");
  }

  private static void addSeconds(Findings findings, Measured measured, String what, String method) {
    double targets = (double) TASK_SETS / TASK_SETS_OF_A_TARGET;
    findings.add(
        Figure.of(
            "100,000 task sets, in targets of 5,000: " + what,
            targets * measured.nanoseconds().get(method) / 1e9,
            "s"));
  }
}
