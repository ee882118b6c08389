package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The task sets that a file would create.
 *
 * @param incomplete why it may create task sets that are not among {@code taskSets}
 * @param notices what is no part of the evaluation, for people
 */
record Requested(
    Kind kind, List<RequestedTaskSet> taskSets, List<String> incomplete, List<String> notices) {
  Requested {
    requireNonNull(kind, "kind is null");
    taskSets = List.copyOf(taskSets);
    incomplete = List.copyOf(incomplete);
    notices = List.copyOf(notices);
  }

  /** What a file is. */
  enum Kind {
    REQUEST("CreateTaskSet request"),
    TEMPLATE("CloudFormation template"),
    PLAN("Terraform plan");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
