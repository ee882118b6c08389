package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.format.JsonLinesDecoder;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a committed snapshot. A snapshot exists once its manifest exists; a file that no
 * manifest lists belongs to no snapshot.
 *
 * @param software name and version of the software that wrote it
 * @param scope the scope in the event
 * @param requested the snapshot's specification; null in manifests of version 0.1.0
 * @param read the accounts and Regions that were read
 * @param notRead what could not be read: the rows of {@code read_failures}
 * @param policies the policy that each account's task sets were evaluated with; none without a tag
 *     policy
 * @param listings the services listed and the task sets named, per target; none in manifests of
 *     version 0.1.0
 * @param snapshot the row of {@code snapshots}
 * @param files every data file
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "software",
  "scope",
  "requested",
  "read",
  "notRead",
  "policies",
  "snapshot",
  "listings",
  "files"
})
public record Manifest(
    String software,
    RequestedScope scope,
    Specification requested,
    List<ReadRegion> read,
    List<ReadFailure> notRead,
    List<PolicyInForce> policies,
    JsonNode snapshot,
    List<StoredListing> listings,
    List<DataFile> files) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A later version may have added fields.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public Manifest {
    requireNonNull(software, "software is null");
    requireNonNull(scope, "scope is null");
    read = List.copyOf(read);
    notRead = List.copyOf(notRead);
    // Manifests of versions that did not evaluate tags have none.
    policies = policies == null ? List.of() : List.copyOf(policies);
    requireNonNull(snapshot, "snapshot is null");
    listings = listings == null ? List.of() : List.copyOf(listings);
    files = List.copyOf(files);
  }

  /**
   * An account and Region that was read.
   *
   * @param clusters how many clusters exist; null when their listing is incomplete
   * @param targets number of targets
   * @param services how many services were listed; null in manifests of version 0.1.0
   * @param taskSets how many task sets the services named; null in manifests of version 0.1.0
   */
  public record ReadRegion(
      String accountId,
      String region,
      Integer clusters,
      int targets,
      Integer services,
      Integer taskSets) {}

  /**
   * The policy that an account's task sets were evaluated with.
   *
   * @param key key of the policy's canonical text
   */
  public record PolicyInForce(String accountId, String policyId, String key) {}

  /** The scope in the event; empty lists narrow nothing. */
  public record RequestedScope(
      List<String> accounts,
      List<String> regions,
      List<String> clusters,
      List<String> services,
      List<String> taskSets) {
    /** The scope's selectors as text. */
    public static RequestedScope of(Scope scope) {
      return new RequestedScope(
          scope.accounts(),
          scope.regions(),
          scope.clusters().stream().map(Glob::text).toList(),
          scope.services().stream().map(Glob::text).toList(),
          scope.taskSets().stream().map(Glob::text).toList());
    }
  }

  /** A row of {@code snapshots} as the manifest has it. */
  public static JsonNode json(Row summary) {
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

  /**
   * The manifest of a committed snapshot; empty when it is not committed.
   *
   * @throws UnreadableManifestException naming the object, when it is not a manifest
   */
  public static Optional<Manifest> read(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    String key = keys.manifest(snapshot);
    Optional<byte[]> content = store.get(key);
    try {
      return content.map(Manifest::parse);
    } catch (UnreadableManifestException malformed) {
      throw malformed.at(store.uri(key));
    }
  }

  /**
   * Parses an object's bytes.
   *
   * @throws UnreadableManifestException when they are not a manifest
   */
  public static Manifest parse(byte[] content) {
    try {
      Manifest manifest = MAPPER.readValue(content, Manifest.class);
      if (manifest == null) {
        throw new IOException("null");
      }
      return manifest;
    } catch (IOException malformed) {
      throw UnreadableManifestException.of(malformed);
    }
  }
}
