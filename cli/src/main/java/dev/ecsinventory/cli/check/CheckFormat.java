package dev.ecsinventory.cli.check;

/** How a judgement is written. */
public enum CheckFormat {
  /** For people. */
  TABLE,
  /** The violations, for spreadsheets. */
  CSV,
  /** Counts and violations as one JSON object. */
  JSON,
  /** For code scanning. */
  SARIF;

  /** The judgement in this format, ending in a line break. */
  public String text(Judgement judgement) {
    return switch (this) {
      case TABLE -> judgement.table();
      case CSV -> ViolationsCsv.text(judgement.violations());
      case JSON -> JudgementJson.text(judgement);
      case SARIF -> JudgementSarif.text(judgement);
    };
  }
}
