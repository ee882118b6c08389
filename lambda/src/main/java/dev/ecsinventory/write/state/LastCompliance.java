package dev.ecsinventory.write.state;

import dev.ecsinventory.model.ComplianceStatus;
import java.util.Optional;

/**
 * The last compliance status on a task set that said something: what a new one is compared with.
 */
enum LastCompliance {
  COMPLIANT('C', ComplianceStatus.COMPLIANT),
  NON_COMPLIANT('N', ComplianceStatus.NON_COMPLIANT),
  /** Its tags were never read, so it is as if it had not been seen yet. */
  UNREAD('?', null),
  /**
   * It was seen when there was no policy, or none about it: the first compliance status is no
   * change.
   */
  NONE('-', null);

  private final char letter;
  private final ComplianceStatus status;

  LastCompliance(char letter, ComplianceStatus status) {
    this.letter = letter;
    this.status = status;
  }

  static LastCompliance parse(char letter) {
    for (LastCompliance compliance : values()) {
      if (compliance.letter == letter) {
        return compliance;
      }
    }
    throw new IllegalArgumentException("\"%s\" is no verdict".formatted(letter));
  }

  /**
   * What is last known once a snapshot gave {@code current}; beside a compliance status, nothing
   * counts.
   */
  LastCompliance then(String current) {
    return switch (ComplianceStatus.valueOf(current)) {
      case COMPLIANT -> COMPLIANT;
      case NON_COMPLIANT -> NON_COMPLIANT;
      case UNKNOWN -> this;
      case NOT_EVALUATED -> status == null ? NONE : this;
    };
  }

  char letter() {
    return letter;
  }

  Optional<ComplianceStatus> status() {
    return Optional.ofNullable(status);
  }
}
