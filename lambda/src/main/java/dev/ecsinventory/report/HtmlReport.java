package dev.ecsinventory.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the report's page from its template, which the build has compiled; the engine escapes
 * every value for its context in the page.
 *
 * @see <a href="https://jte.gg/">jte</a>
 */
final class HtmlReport {
  private static final String TEMPLATE = "report.jte";
  private static final String COMPILED = "dev.ecsinventory.report.page";

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, HtmlReport.class.getClassLoader(), COMPILED);

  private HtmlReport() {}

  /** Writes the page to {@code file}, replacing its content. */
  static void write(ReportPage page, Path file) {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      ENGINE.render(TEMPLATE, page, new WriterOutput(out));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
