package dev.ecsinventory.cli.doctor.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.doctor.deployed.CatalogTables;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Whether Athena's views exist and have the query of this version. */
public final class CatalogViewCheck implements DoctorCheck {
  private static final Pattern CREATE =
      Pattern.compile(
          "(?s)^(?:--[^\\n]*\\n)*CREATE OR REPLACE VIEW (?<name>[a-z_]+) AS\\n(?<query>.*)$");
  private static final Pattern DEFINITION =
      Pattern.compile("/\\* Presto View: (?<json>[A-Za-z0-9+/=]+) \\*/");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;

  /**
   * @param folder the views of this version, {@code athena/views}
   */
  public CatalogViewCheck(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  @Override
  public String name() {
    return "Athena views";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    List<View> views = views();
    if (views.isEmpty()) {
      findings.notChecked(folder.toString(), "it has no views to compare with");
      return;
    }
    findings
        .need(CatalogTables.of(inventory))
        .ifPresent(
            tables -> {
              views.forEach(view -> check(view, tables, findings));
              findings.fact(Counted.of(views.size(), "view"));
            });
  }

  private static void check(View view, Map<String, Table> tables, CheckFindings findings) {
    Table table = tables.get(view.name());
    if (table == null) {
      findings.problem("view %s does not exist".formatted(view.name()), Remedies.DEPLOY);
      return;
    }
    Optional<String> query = query(table.viewOriginalText());
    if (query.isEmpty()) {
      findings.problem("view %s has no query".formatted(view.name()), Remedies.DEPLOY);
    } else if (!isCurrent(view, query.get(), table)) {
      findings.problem(
          "view %s has not the query of this version".formatted(view.name()),
          "Deploy the version of this command; a change by CREATE OR REPLACE VIEW is undone by"
              + " the saved query of the same name.");
    }
  }

  /**
   * Whether the query is that of this version, and a view of all columns has them. A placeholder in
   * the query of this version is a list of columns.
   */
  private static boolean isCurrent(View view, String query, Table table) {
    String pattern =
        PLACEHOLDER
            .splitAsStream(normalized(view.query()))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    Set<String> columns =
        table.storageDescriptor().columns().stream().map(Column::name).collect(Collectors.toSet());
    return normalized(query).matches(pattern)
        && (!PLACEHOLDER.matcher(view.query()).find()
            || TaskSets.DATASET.columns().stream()
                .allMatch(column -> columns.contains(column.name())));
  }

  private static String normalized(String query) {
    return query.strip().replaceAll("\\s+", " ");
  }

  /** The query in the form in which Athena stores a view. */
  private static Optional<String> query(String text) {
    Matcher definition = DEFINITION.matcher(text == null ? "" : text);
    if (!definition.find()) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getDecoder().decode(definition.group("json"));
      return Optional.ofNullable(MAPPER.readTree(json).path("originalSql").textValue());
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private record View(String name, String query) {}

  private List<View> views() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(CatalogViewCheck::view).flatMap(Optional::stream).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<View> view(Path file) {
    try {
      Matcher create = CREATE.matcher(Files.readString(file));
      return create.matches()
          ? Optional.of(new View(create.group("name"), create.group("query")))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
