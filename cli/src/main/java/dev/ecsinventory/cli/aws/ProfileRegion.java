package dev.ecsinventory.cli.aws;

import java.nio.file.Files;
import java.nio.file.Path;
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
   */
  public static Optional<String> of(Map<String, String> environment) {
    String profile =
        Optional.ofNullable(System.getProperty("aws.profile"))
            .orElse(environment.getOrDefault("AWS_PROFILE", DEFAULT));
    return file(environment)
        .filter(Files::isReadable)
        .flatMap(
            path ->
                ProfileFile.builder()
                    .content(path)
                    .type(ProfileFile.Type.CONFIGURATION)
                    .build()
                    .profile(profile))
        .flatMap(found -> found.property("region"))
        .filter(region -> !region.isBlank());
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
