package dev.ecsinventory.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that apply, each with its source.
 *
 * @param lines one per key, in the order of the file
 */
public record EffectiveSettings(List<Line> lines) {
  /** Not a secret, but readers of a build log do not need it. */
  private static final Set<SettingKey> HIDDEN = Set.of(SettingKey.EXTERNAL_ID);

  /**
   * A setting.
   *
   * @param given the value of a key that a source has: a text or a list of texts
   */
  public record Line(SettingKey key, Optional<Object> given, String origin) {}

  public EffectiveSettings {
    lines = List.copyOf(lines);
  }

  /** The settings of {@code sources}, which {@link InventorySettings#from} accepted. */
  public static EffectiveSettings of(SettingSources sources) {
    return new EffectiveSettings(
        Arrays.stream(SettingKey.values())
            .map(
                key ->
                    sources
                        .given(key)
                        .map(given -> new Line(key, Optional.of(plain(key, given)), given.origin()))
                        .orElseGet(() -> new Line(key, Optional.empty(), "default")))
            .toList());
  }

  private static Object plain(SettingKey key, GivenSetting given) {
    String text = SettingValues.text(given.value());
    boolean list =
        switch (key.form()) {
          case SettingForm.TextList _ -> true;
          case SettingForm.WordOrList form -> !text.equals(form.word());
          case SettingForm.Text _,
              SettingForm.Choice _,
              SettingForm.Whole _,
              SettingForm.Decimal _,
              SettingForm.Flag _ ->
              false;
        };
    return list ? List.copyOf(SettingValues.items(text)) : text;
  }

  /** The given settings by key: texts and lists of texts, for the deployed stack. */
  public Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    lines.forEach(line -> line.given().ifPresent(value -> given.put(line.key().key(), value)));
    return given;
  }

  /** A table with a line per key: the key, the value, the source. */
  public List<String> table() {
    List<String> table = new ArrayList<>();
    int keys = lines.stream().mapToInt(line -> line.key().key().length()).max().orElse(1);
    int values = Math.min(40, lines.stream().mapToInt(line -> text(line).length()).max().orElse(1));
    for (Line line : lines) {
      table.add(
          ("  %-" + keys + "s  %-" + values + "s  %s")
              .formatted(line.key().key(), text(line), line.origin()));
    }
    return table;
  }

  private static String text(Line line) {
    if (line.given().isEmpty()) {
      return line.key().preset();
    }
    if (HIDDEN.contains(line.key())) {
      return "(set)";
    }
    return line.given().get() instanceof List<?> items
        ? String.join(", ", items.stream().map(String::valueOf).toList())
        : String.valueOf(line.given().get());
  }
}
