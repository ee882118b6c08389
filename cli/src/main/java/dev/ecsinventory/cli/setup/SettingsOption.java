package dev.ecsinventory.cli.setup;

import dev.ecsinventory.settings.FunctionVariables;
import dev.ecsinventory.settings.InventorySettings;
import dev.ecsinventory.settings.SettingSources;
import dev.ecsinventory.settings.SettingsFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** The option {@code --settings} of commands that run the function's code on this machine. */
public final class SettingsOption {
  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "The settings file. Default: "
              + SettingsFile.NAME
              + " in the current directory, if it"
              + " exists. Environment variables override it.")
  private Path file;

  /**
   * The environment variables of the function: those of the process, and for the others the values
   * of the settings file.
   *
   * @param messages receives the name of the file that is used
   * @throws dev.ecsinventory.config.InvalidInputException naming every problem of the file
   */
  public Map<String, String> over(Map<String, String> environment, PrintStream messages) {
    Optional<SettingsFile> found =
        file == null
            ? SettingsFile.find(Path.of(SettingsFile.NAME))
            : Optional.of(SettingsFile.read(file));
    if (found.isEmpty()) {
      return environment;
    }
    InventorySettings settings = InventorySettings.from(SettingSources.of(found.get()));
    messages.println("ecs-inventory: settings of " + found.get().path());
    Map<String, String> all =
        new HashMap<>(FunctionVariables.local(settings, partition(environment, settings)));
    all.putAll(environment);
    return all;
  }

  private static String partition(Map<String, String> environment, InventorySettings settings) {
    List<String> regions = settings.reading().regions();
    return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .map(environment::get)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .or(() -> regions.stream().findFirst())
        .map(name -> RegionMetadata.of(Region.of(name)))
        .map(metadata -> metadata.partition().id())
        .orElse("aws");
  }
}
