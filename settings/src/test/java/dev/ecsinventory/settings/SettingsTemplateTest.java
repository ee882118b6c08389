package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SettingsTemplateTest {
  private static final Path FILE = Path.of("inventory.yaml");

  @Test
  void hasEveryKeyAsACommentWithAnAcceptedExample() {
    String template = SettingsTemplate.text(Map.of(), "schema.json");
    assertEquals(Map.of(), given(template));
    for (SettingKey key : SettingKey.values()) {
      String example =
          template
              .lines()
              .filter(line -> line.startsWith("# " + key.key() + ": "))
              .findFirst()
              .orElseThrow(() -> new AssertionError(key.key()))
              .substring(2);
      assertEquals(List.of(), SettingsFileParser.parse(FILE, example).problems());
    }
    assertTrue(template.lines().allMatch(line -> line.length() <= 100), template);
  }

  /** Any text, also one that YAML would read as a number, a flag or a comment. */
  @Property(tries = 300)
  void isReadAsItWasWritten(@ForAll("settings") Map<String, Object> settings) {
    assertEquals(settings, given(SettingsTemplate.text(settings, "schema.json")));
  }

  @Provide
  Arbitrary<Map<String, Object>> settings() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(20),
            Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(5)
                .filter(SettingsTemplateTest::isText),
            Arbitraries.of(
                "null", "yes", "On", "1e3", "010", "2026-01-01", "~", "a: b", "# x", "- "));
    Arbitrary<Object> list = text.list().ofMinSize(1).ofMaxSize(4).map(items -> items);
    List<Arbitrary<Optional<Object>>> values =
        Arrays.stream(SettingKey.values())
            .map(key -> value(key, text, list))
            .map(value -> value.optional())
            .toList();
    return Combinators.combine(values)
        .as(
            chosen -> {
              Map<String, Object> settings = new LinkedHashMap<>();
              for (SettingKey key : SettingKey.values()) {
                chosen.get(key.ordinal()).ifPresent(value -> settings.put(key.key(), value));
              }
              return settings;
            });
  }

  private static Arbitrary<Object> value(
      SettingKey key, Arbitrary<String> text, Arbitrary<Object> list) {
    return switch (key.form()) {
      case SettingForm.TextList _ -> list;
      case SettingForm.WordOrList form -> Arbitraries.oneOf(list, Arbitraries.of(form.word()));
      case SettingForm.Whole whole ->
          Arbitraries.longs().between(whole.least(), whole.most()).map(String::valueOf);
      case SettingForm.Decimal _ -> Arbitraries.of("0.1", "2.5", "10", "9999.125");
      case SettingForm.Flag _ -> Arbitraries.of("true", "false");
      default -> text.map(value -> value);
    };
  }

  /** Text that a YAML file can have: no control characters and no halves of characters. */
  private static boolean isText(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                point >= ' '
                    && (point < 0x7F || point > 0x9F)
                    && (point < 0xD800 || point > 0xDFFF)
                    && point != 0xFFFE
                    && point != 0xFFFF
                    && point != 0xFEFF);
  }

  private static Map<String, Object> given(String text) {
    SettingsFile file = SettingsFileParser.parse(FILE, text);
    assertEquals(List.of(), file.problems());
    Map<String, Object> given = new LinkedHashMap<>();
    for (SettingKey key : SettingKey.values()) {
      if (file.entries().containsKey(key)) {
        given.put(key.key(), file.entries().get(key).value());
      }
    }
    return given;
  }
}
