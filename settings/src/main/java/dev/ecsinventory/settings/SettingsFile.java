package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A settings file as its text has it: which keys, with which values, on which lines. {@link
 * InventorySettings} checks the values.
 *
 * @param mentioned all keys, including those with an unusable value
 * @param problems everything that the parser rejects, one sentence each
 */
public record SettingsFile(
    Path path, Map<SettingKey, Entry> entries, Set<String> mentioned, List<String> problems) {
  /** The default name, in the current directory. */
  public static final String NAME = "inventory.yaml";

  /** The command that creates the file, for messages. */
  public static final String CREATE = "./ecs-inventory init";

  /**
   * A value.
   *
   * @param value a text, or a list of texts
   */
  record Entry(Object value, int line) {
    Entry {
      requireNonNull(value, "value is null");
    }
  }

  public SettingsFile {
    requireNonNull(path, "path is null");
    entries = Map.copyOf(entries);
    mentioned = Set.copyOf(mentioned);
    problems = List.copyOf(problems);
  }

  /** The file at {@code path}; empty if there is none. */
  public static Optional<SettingsFile> find(Path path) {
    // A link whose target is missing is meant to be a settings file; reading it reports it.
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(read(path))
        : Optional.empty();
  }

  /**
   * Reads the file at {@code path}.
   *
   * @throws InvalidInputException if there is none; the message names the command that creates it
   */
  public static SettingsFile read(Path path) {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw unusable(path + ": is a symbolic link to a file that does not exist");
    }
    if (!Files.exists(path)) {
      throw unusable(
          "%s: does not exist; create it: %s (or, for a deployed inventory, %s --from-deployed)"
              .formatted(path, CREATE, CREATE));
    }
    try {
      return SettingsFileParser.parse(path, WholeFile.utf8(path));
    } catch (CharacterCodingException notUtf8) {
      throw unusable(path + ": its encoding is not UTF-8");
    } catch (IOException unreadable) {
      throw unusable("%s: cannot be read: %s".formatted(path, FileProblem.of(unreadable)));
    }
  }

  Path folder() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }

  Optional<GivenSetting> given(SettingKey key) {
    return Optional.ofNullable(entries.get(key))
        .map(
            entry ->
                new GivenSetting(
                    entry.value(),
                    "%s line %d".formatted(path.getFileName(), entry.line()),
                    location(path, key.key(), entry.line()),
                    folder()));
  }

  static String location(Path path, String key, int line) {
    return "%s#/%s (line %d)".formatted(path, key.replace("~", "~0").replace("/", "~1"), line);
  }

  private static InvalidInputException unusable(String problem) {
    return new InvalidInputException(InventorySettings.UNUSABLE, List.of(problem));
  }
}
