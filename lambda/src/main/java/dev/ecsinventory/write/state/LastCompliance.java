package dev.ecsinventory.write.state;

import dev.ecsinventory.model.ComplianceStatus;
import java.util.Optional;

/** The last known compliance status of a task set, with which a new one is compared. */
enum LastCompliance {
  COMPLIANT('C', ComplianceStatus.COMPLIANT),
  NON_COMPLIANT('N', ComplianceStatus.NON_COMPLIANT),
  /** Its tags were never read, so it is treated as new. */
  UNREAD('?', null),
  /** It was read when no policy applied to it, so its first compliance status is no change. */
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
    throw new IllegalArgumentException("\"%s\" is no compliance status".formatted(letter));
  }

  /**
   * The last known status after a snapshot with the status {@code current}; only COMPLIANT and
   * NON_COMPLIANT replace a known one.
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
