package dev.ecsinventory.write;

import dev.ecsinventory.model.ComplianceStatus;
import java.util.Optional;

/** The last verdict on a task set that said something: what a new one is compared with. */
enum LastVerdict {
  COMPLIANT('C', ComplianceStatus.COMPLIANT),
  NON_COMPLIANT('N', ComplianceStatus.NON_COMPLIANT),
  /** It was never judged: there was no policy, or none about it, or its tags were never read. */
  NONE('-', null);

  private final char letter;
  private final ComplianceStatus status;

  LastVerdict(char letter, ComplianceStatus status) {
    this.letter = letter;
    this.status = status;
  }

  static LastVerdict parse(char letter) {
    for (LastVerdict verdict : values()) {
      if (verdict.letter == letter) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("\"%s\" is no verdict".formatted(letter));
  }

  /** What is last known once a snapshot gave {@code current}; tags unread change nothing. */
  LastVerdict then(String current) {
    return switch (ComplianceStatus.valueOf(current)) {
      case COMPLIANT -> COMPLIANT;
      case NON_COMPLIANT -> NON_COMPLIANT;
      case UNKNOWN, NOT_EVALUATED -> this;
    };
  }

  char letter() {
    return letter;
  }

  Optional<ComplianceStatus> status() {
    return Optional.ofNullable(status);
  }
}
