package dev.ecsinventory.write;

import dev.ecsinventory.model.EcsArn;

/**
 * ARNs without what their parent's ARN says already: they are read at every snapshot, and most of
 * an ARN is what all have in common. An ARN of another form, such as the short one of old services,
 * stays whole.
 *
 * @param prefix what is left out; ends in a slash
 */
record ShortName(String prefix) {
  private static final String WHOLE = "arn:";

  static ShortName ofServicesIn(String clusterArn) {
    return under(clusterArn, "service", EcsArn.nameOf(clusterArn));
  }

  static ShortName ofTaskSetsIn(String clusterArn, String serviceArn) {
    return under(
        clusterArn, "task-set", EcsArn.nameOf(clusterArn) + "/" + EcsArn.nameOf(serviceArn));
  }

  private static ShortName under(String clusterArn, String type, String path) {
    String place = clusterArn.substring(0, clusterArn.lastIndexOf(':') + 1);
    return new ShortName(place + type + "/" + path + "/");
  }

  String of(String arn) {
    String rest = arn.startsWith(prefix) ? arn.substring(prefix.length()) : arn;
    return rest.isEmpty() || rest.startsWith(WHOLE) ? arn : rest;
  }

  String arn(String name) {
    return name.startsWith(WHOLE) ? name : prefix + name;
  }
}
