package dev.ecsinventory.cli.guard;

/** A type of policy that AWS evaluates, and the size of its documents. */
public enum PolicyType {
  /**
   * The quota of all partitions; where AWS raised it to 10,240, smaller documents are valid, too.
   * White space counts unless the console saves the document.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">
   *     Quotas for AWS Organizations</a>
   */
  SCP("scp", "service control policy", 5_120),
  /**
   * A managed policy, without white space; this project counts it, too.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
   *     and AWS STS quotas</a>
   */
  IAM("iam", "IAM policy", 6_144);

  private final String fileName;
  private final String title;
  private final int mostCharacters;

  PolicyType(String fileName, String title, int mostCharacters) {
    this.fileName = fileName;
    this.title = title;
    this.mostCharacters = mostCharacters;
  }

  /** The name of the file of document {@code number}, from 1. */
  public String fileName(int number) {
    return fileName + "-" + number + ".json";
  }

  public String title() {
    return title;
  }

  public int mostCharacters() {
    return mostCharacters;
  }
}
