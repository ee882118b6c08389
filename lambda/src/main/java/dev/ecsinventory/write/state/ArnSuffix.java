package dev.ecsinventory.write.state;

import dev.ecsinventory.model.EcsArn;

/**
 * ARNs without what their parent's ARN says already: they are read at every snapshot, and most of
 * an ARN is what all have in common. An ARN of another form, such as the short one of old services,
 * stays whole.
 *
 * @param prefix what is left out; ends in a slash
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

  /** Whether {@code arn} contains what is left out, so that it is unique without its parent. */
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
