package dev.ecsinventory.cli.aws;

import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.VisibleText;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;

/** The Region of a profile of the AWS configuration file. */
public final class ProfileRegion {
  private static final String DEFAULT = "default";

  private ProfileRegion() {}

  /**
   * The Region of the profile in use: that of {@code --profile}, {@code AWS_PROFILE}, or {@code
   * default}.
   *
   * @param environment has {@code AWS_CONFIG_FILE}, or the home directory
   * @throws InvalidInputException if the file is not a configuration file
   */
  public static Optional<String> of(Map<String, String> environment) {
    String profile =
        Optional.ofNullable(System.getProperty("aws.profile"))
            .orElse(environment.getOrDefault("AWS_PROFILE", DEFAULT));
    return file(environment)
        .filter(Files::isReadable)
        .flatMap(path -> parsed(path).profile(profile))
        .flatMap(found -> found.property("region"))
        .filter(region -> !region.isBlank());
  }

  private static ProfileFile parsed(Path path) {
    try {
      return ProfileFile.builder().content(path).type(ProfileFile.Type.CONFIGURATION).build();
    } catch (UncheckedIOException unreadable) {
      throw unusable(path, FileProblem.of(unreadable));
    } catch (IllegalArgumentException malformed) {
      throw unusable(path, malformed.getMessage());
    }
  }

  private static InvalidInputException unusable(Path path, String problem) {
    return new InvalidInputException(
        "the AWS configuration file cannot be used",
        List.of("%s: %s".formatted(path, VisibleText.of(problem))));
  }

  private static Optional<Path> file(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("AWS_CONFIG_FILE"))
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(environment.get("HOME"))
                    .map(home -> Path.of(home, ".aws", "config")));
  }
}
