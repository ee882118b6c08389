package dev.ecsinventory.write.state;

import dev.ecsinventory.model.EcsArn;

/**
 * Shortens ARNs by the part that they share with their parent's ARN, which is most of an ARN,
 * because they are read at every snapshot. An ARN of another form, such as the short one of old
 * services, is not shortened.
 *
 * @param prefix the omitted part; ends in a slash
 */
record ArnSuffix(String prefix) {
  private static final String WHOLE = "arn:";

  static ArnSuffix ofServicesIn(String clusterArn) {
    return under(clusterArn, "service", EcsArn.nameOf(clusterArn));
  }

  static ArnSuffix ofTaskSetsIn(String clusterArn, String serviceArn) {
    return under(
        clusterArn, "task-set", EcsArn.nameOf(clusterArn) + "/" + EcsArn.nameOf(serviceArn));
  }

  private static ArnSuffix under(String clusterArn, String type, String path) {
    String accountRegion = clusterArn.substring(0, clusterArn.lastIndexOf(':') + 1);
    return new ArnSuffix(accountRegion + type + "/" + path + "/");
  }

  /** Whether {@code arn} contains the omitted part, so that it is unique without its parent. */
  boolean shortens(String arn) {
    return arn.length() > prefix.length()
        && arn.startsWith(prefix)
        && !arn.startsWith(WHOLE, prefix.length());
  }

  String of(String arn) {
    return shortens(arn) ? arn.substring(prefix.length()) : arn;
  }

  String arn(String name) {
    return name.startsWith(WHOLE) ? name : prefix + name;
  }
}
