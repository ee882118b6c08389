package dev.ecsinventory.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.Writer;

/**
 * JSON for a {@code <script type="application/json">} element of a page. No text can end the
 * element or begin a comment: {@code <}, {@code >}, {@code &} and the line ends beyond ASCII are
 * written as {@code \\u003c} and so on.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements">
 *     Restrictions for contents of script elements</a>
 */
final class PageJson {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new MarkupEscapes()).build();

  private PageJson() {}

  /** A generator whose output {@code output} writes unescaped. */
  static JsonGenerator generator(TemplateOutput output) throws IOException {
    return JSON.createGenerator(new Unescaped(output));
  }

  /** Writes to the template without its escaping. */
  private static final class Unescaped extends Writer {
    private final TemplateOutput output;

    Unescaped(TemplateOutput output) {
      this.output = output;
    }

    @Override
    public void write(char[] text, int start, int length) {
      output.writeContent(new String(text, start, length));
    }

    @Override
    public void flush() {
      // There is no buffer.
    }

    @Override
    public void close() {
      // The template continues to use the output.
    }
  }

  /** Escapes the characters of markup. */
  private static final class MarkupEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private static final int NEXT_LINE = 0x85;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char character : new char[] {'<', '>', '&', '\''}) {
        codes[character] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return character == NEXT_LINE
              || character == LINE_SEPARATOR
              || character == PARAGRAPH_SEPARATOR
          ? new SerializedString("\\u%04x".formatted(character))
          : null;
    }
  }
}
