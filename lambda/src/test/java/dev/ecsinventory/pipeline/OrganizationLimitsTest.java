package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.commit.Committer;
import dev.ecsinventory.commit.ReadResults;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Deployment;
import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.plan.ClusterToRead;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of limits in {@code docs/operations.md} has the computed sizes of what grows with an
 * organization, of which every account and Region has a cluster with services. To update the page,
 * run this test with {@code -Dgolden.update=true}.
 */
class OrganizationLimitsTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String BEGIN = "<!-- limits: from OrganizationLimitsTest -->\n";
  private static final String END = "<!-- end of limits -->\n";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static final SnapshotId SNAPSHOT = SnapshotId.parse("20260115T060000Z");
  private static final String TIME = "2026-01-15T06:00:07.250Z";

  private static final List<String> REGIONS =
      List.of("ap-southeast-1", "ap-southeast-2", "eu-central-1", "us-east-1", "us-west-2");

  private static final List<String> DATASETS =
      List.of("clusters", "services", "tag_violations", "task_definitions", "task_sets");

  private static final int KB = 1024;

  /** What a size may not exceed; the sources are AWS's pages about quotas. */
  private enum Part {
    SUMMARY_ITEM("the snapshot's summary: DynamoDB item, log line", 256 * KB, true),
    GROUP("a group of accounts in a payload of the state machine", 256 * KB, true),
    LISTED_PLACES("`listed_places` in the file of `snapshots`", 32 * KB * KB, false),
    RESPONSE("the function's response to a synchronous invocation", 6 * KB * KB, false),
    GROUPS("`groups.json`", 0, false),
    SPECIFICATION("`specification.json`", 0, false),
    MANIFEST("the manifest", 0, false);

    private final String text;
    private final int limit;
    private final boolean constant;

    Part(String text, int limit, boolean constant) {
      this.text = text;
      this.limit = limit;
      this.constant = constant;
    }
  }

  @Test
  void pageHasTheComputedSizes() throws IOException {
    Map<Part, Integer> small = sizes(1_000);
    Map<Part, Integer> large = sizes(5_000);
    StringBuilder table = new StringBuilder("| what | 1,000 × 5 | 5,000 × 5 | AWS's limit |\n");
    table.append("| --- | ---: | ---: | ---: |\n");
    for (Part part : Part.values()) {
      if (part.limit > 0) {
        assertTrue(large.get(part) <= part.limit, part + " has " + large.get(part) + " bytes");
      }
      if (part.constant) {
        assertTrue(large.get(part) < small.get(part) * 1.1, part + " grows: " + large.get(part));
      }
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  part.text,
                  kilobytes(small.get(part)),
                  kilobytes(large.get(part)),
                  part.limit == 0 ? "memory" : kilobytes(part.limit)));
    }
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    if (Boolean.getBoolean("golden.update")) {
      page = page.substring(0, begin) + table + page.substring(page.indexOf(END));
      Files.writeString(PAGE, page);
    }
    assertEquals(table.toString(), page.substring(begin, page.indexOf(END)));
  }

  private static String kilobytes(int bytes) {
    return bytes < 10 * KB
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%,d KB", Math.ceilDiv(bytes, KB));
  }

  private static Map<Part, Integer> sizes(int accounts) throws IOException {
    Specification specification = specification(accounts);
    List<AccountGroup> groups = AccountGroup.of(specification);
    Manifest manifest = manifest(specification);
    Row summary = manifest.summary();
    int largest = 0;
    for (AccountGroup group : groups) {
      largest = Math.max(largest, MAPPER.writeValueAsBytes(group).length);
    }
    JsonNode row = Manifest.json(summary);
    return Map.of(
        Part.SUMMARY_ITEM,
        withoutDetails(summary),
        Part.GROUP,
        largest,
        Part.LISTED_PLACES,
        row.get(Snapshots.LISTED_PLACES.name()).toString().length(),
        Part.RESPONSE,
        row.toString().length(),
        Part.GROUPS,
        MAPPER.writeValueAsBytes(groups).length,
        Part.SPECIFICATION,
        MAPPER.writeValueAsBytes(specification).length,
        Part.MANIFEST,
        manifest.bytes().length);
  }

  /** The names and values of the columns that the table's item and the log line have. */
  private static int withoutDetails(Row summary) {
    int bytes = 0;
    for (Column<?> column : Snapshots.DATASET.columns()) {
      if (column.role() != Column.Role.DETAIL && summary.get(column) != null) {
        bytes += column.name().length() + summary.get(column).toString().length();
      }
    }
    return bytes;
  }

  private static Specification specification(int accounts) {
    List<SpecifiedAccount> read = new ArrayList<>();
    List<DiscoveredAccount> found = new ArrayList<>();
    for (int number = 1; number <= accounts; number++) {
      String id = "%012d".formatted(100_000_000_000L + number);
      read.add(
          new SpecifiedAccount(id, "arn:aws:iam::" + id + ":role/EcsInventoryReader", REGIONS));
      found.add(
          new DiscoveredAccount(
              id,
              "a team's production account " + number,
              "ACTIVE",
              "o-exampleorgid/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
              null,
              List.of(),
              "20260115T050000Z"));
    }
    return new Specification(
        SNAPSHOT.value(),
        new Deployment(
            "111122223333", "eu-central-1", "EcsInventoryExporter-Function", "EcsInventoryTable"),
        Dataset.SCHEMA_VERSION,
        new Manifest.RequestedScope(List.of(), List.of(), List.of(), List.of(), List.of()),
        read,
        List.of("json", "parquet"),
        "organizations",
        TIME,
        new DiscoveredOrganization(
            List.of("organization"),
            "EcsInventoryReader",
            List.of(),
            List.of(),
            REGIONS,
            "20260115T050000Z",
            found));
  }

  private static Manifest manifest(Specification specification) {
    List<Plan> plans = specification.accountRegions().stream().map(each -> plan(each)).toList();
    SortedMap<String, TargetCheckpoint> targets = new TreeMap<>();
    plans.stream()
        .flatMap(plan -> plan.targets().stream())
        .forEach(target -> targets.put(target.id(), checkpoint(target.id())));
    MemoryObjectStore store = new MemoryObjectStore();
    return new Committer(
            store,
            KEYS,
            SNAPSHOT,
            specification,
            new Checkpoints(store, KEYS, SNAPSHOT),
            Clock.fixed(Instant.parse(TIME), ZoneOffset.UTC))
        .commit(new ReadResults(plans, targets), List.of(), new TreeMap<>());
  }

  private static Plan plan(AccountRegion accountRegion) {
    String cluster = accountRegion.ecsArn("cluster/production");
    Target target =
        new Target(
            accountRegion.name() + "-0001",
            accountRegion,
            List.of(new ClusterToRead(cluster, null)),
            20);
    return new Plan(
        accountRegion, List.of(target), List.of(cluster), List.of(), List.of(), 2, 0, TIME);
  }

  private static TargetCheckpoint checkpoint(String target) {
    String sha256 = "0123456789abcdef".repeat(4);
    List<DataFile> files =
        DATASETS.stream()
            .flatMap(
                dataset ->
                    Stream.of("json", "parquet")
                        .map(
                            format ->
                                new DataFile(
                                    "inventory/%s/%s/dt=2026-01-15/%s-%s-01234567.%s"
                                        .formatted(
                                            format,
                                            dataset,
                                            SNAPSHOT,
                                            target,
                                            format.equals("json") ? "jsonl.gz" : "parquet"),
                                    dataset,
                                    format,
                                    20,
                                    12_345,
                                    sha256)))
            .toList();
    String listing =
        "inventory/listings/dt=2026-01-15/%s-%s-01234567.json.gz".formatted(SNAPSHOT, target);
    return new TargetCheckpoint(
        target,
        TIME,
        TIME,
        files,
        new StoredListing(target, listing, 20, 20, 2_345, sha256),
        "inventory/staging/report",
        ComplianceCounts.NONE,
        List.of(),
        List.of(),
        22,
        0);
  }
}
