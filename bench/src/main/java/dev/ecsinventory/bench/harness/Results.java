package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The results of one run of the harness, as stored in {@code bench/target/results.json}. */
public record Results(Machine machine, List<Result> results) {
  private static final JsonMapper MAPPER = new JsonMapper();

  public Results {
    requireNonNull(machine, "machine is null");
    results = List.copyOf(results);
  }

  /** Writes the file, and creates its folders. */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static Results read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), Results.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
