package dev.ecsinventory.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTextTest {
  @Test
  void indentsFurtherLines() {
    String word = "x".repeat(30);

    assertEquals(
        "  a  " + word + " " + word + "\n     " + word + "\n",
        WrappedText.of("  a  ", word + " " + word + " " + word));
  }

  @Test
  void breaksNoWordAndWritesNoTrailingSpace() {
    String arn = "arn:".repeat(30);

    assertEquals("  a\n  " + arn + "\n  b\n", WrappedText.of("  ", "a " + arn + " b"));
    assertEquals("tags:\n", WrappedText.of("tags: ", ""));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void preservesTheTextAndFitsATerminal(long seed) {
    Random random = new Random(seed);
    String text =
        IntStream.range(0, 60)
            .mapToObj(word -> "w".repeat(1 + random.nextInt(40)))
            .collect(Collectors.joining(" "));

    String wrapped = WrappedText.of("- ", text);

    assertTrue(wrapped.lines().allMatch(line -> line.length() <= 79), wrapped);
    assertEquals("- " + text, wrapped.lines().map(String::strip).collect(Collectors.joining(" ")));
  }
}
