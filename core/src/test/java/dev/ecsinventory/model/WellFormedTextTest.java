package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WellFormedTextTest {
  @Provide
  Arbitrary<String> utf16() {
    Arbitrary<Character> surrogates = Arbitraries.chars().range('\uD800', '\uDFFF');
    return Arbitraries.oneOf(surrogates, surrogates, Arbitraries.chars().all())
        .array(char[].class)
        .ofMaxSize(8)
        .map(String::new);
  }

  @Property
  void everyEncodingPreservesIt(@ForAll("utf16") String text) {
    String wellFormed = WellFormedText.of(text);
    byte[] encoded = wellFormed.getBytes(StandardCharsets.UTF_8);
    assertEquals(wellFormed, new String(encoded, StandardCharsets.UTF_8));
    assertEquals(text.codePoints().count(), wellFormed.codePoints().count());
  }

  @Property
  void wellFormedTextIsNotChanged(@ForAll("utf16") String text) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      assertEquals(text, WellFormedText.of(text));
    } else {
      assertTrue(WellFormedText.of(text).contains("\uFFFD"));
    }
  }

  @Example
  void textWithoutSurrogatesIsNotCopied() {
    String text = "plain";
    assertSame(text, WellFormedText.of(text));
  }
}
