package dev.ecsinventory.settings;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.WholeFile;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks before the deployment that a file is a tag policy that the function can use. */
final class TagPolicyFile {
  private TagPolicyFile() {}

  /**
   * Reads a policy, and rejects one that the function would reject.
   *
   * @throws IllegalArgumentException with the reason
   */
  static TagPolicy read(Path path) {
    try {
      return new TagPolicyParser(TagPolicyFile::rejectReference)
          .parse(path.getFileName().toString(), WholeFile.utf8(path));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("is not a file that can be read", unreadable);
    } catch (InvalidInputException invalid) {
      throw new IllegalArgumentException(
          "is not a tag policy: " + String.join("; ", invalid.problems()), invalid);
    }
  }

  /**
   * Rejects references, because only this file is deployed and the function may read no other one.
   */
  private static Optional<String> rejectReference(String reference) {
    throw new InvalidInputException(
        "the tag policy cannot be deployed",
        List.of("\"" + reference + "\" is another document; put its content into the file"));
  }
}
