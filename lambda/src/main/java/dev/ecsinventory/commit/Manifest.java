package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.DataFile;
import dev.ecsinventory.write.JsonLinesDecoder;
import dev.ecsinventory.write.JsonLinesEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a committed snapshot consists of. Its presence is what makes the snapshot exist.
 *
 * @param software name and version of what wrote it
 * @param scope what was asked for
 * @param read the accounts and regions that were read
 * @param notRead what could not be read: the rows of {@code read_failures}
 * @param policies what the task sets of each account were judged by; none without a tag policy
 * @param snapshot the row of {@code snapshots}
 * @param files every data file
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"software", "scope", "read", "notRead", "policies", "snapshot", "files"})
public record Manifest(
    String software,
    RequestedScope scope,
    List<Place> read,
    List<ReadFailure> notRead,
    List<JudgedBy> policies,
    JsonNode snapshot,
    List<DataFile> files) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Manifest {
    requireNonNull(software, "software is null");
    requireNonNull(scope, "scope is null");
    read = List.copyOf(read);
    notRead = List.copyOf(notRead);
    // Manifests from before tags were judged have none.
    policies = policies == null ? List.of() : List.copyOf(policies);
    requireNonNull(snapshot, "snapshot is null");
    files = List.copyOf(files);
  }

  /**
   * An account and region that was read.
   *
   * @param clusters how many clusters there are; null when they could not all be listed
   * @param targets how many pieces it was read in
   */
  public record Place(String accountId, String region, Integer clusters, int targets) {}

  /**
   * What an account's task sets were judged by.
   *
   * @param key where the policy's canonical text is
   */
  public record JudgedBy(String accountId, String policyId, String key) {}

  /** The scope as the event gave it; empty lists narrow nothing. */
  public record RequestedScope(
      List<String> accounts,
      List<String> regions,
      List<String> clusters,
      List<String> services,
      List<String> taskSets) {
    /** What was asked for: the scope, with the accounts and regions that it came to. */
    static RequestedScope of(Scope scope) {
      return new RequestedScope(
          scope.accounts(),
          scope.regions(),
          scope.clusters().stream().map(Glob::text).toList(),
          scope.services().stream().map(Glob::text).toList(),
          scope.taskSets().stream().map(Glob::text).toList());
    }
  }

  static JsonNode json(Row summary) {
    try {
      return MAPPER.readTree(JsonLinesEncoder.line(summary));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The {@code snapshots} row. */
  public Row summary() {
    return JsonLinesDecoder.row(Snapshots.DATASET, snapshot);
  }

  public byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public static Manifest parse(byte[] content) {
    try {
      return MAPPER.readValue(content, Manifest.class);
    } catch (IOException malformed) {
      throw new UncheckedIOException("a manifest cannot be read", malformed);
    }
  }
}
