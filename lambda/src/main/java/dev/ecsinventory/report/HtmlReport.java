package dev.ecsinventory.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.Writer;

/**
 * Writes the report's page from its template, which the build has compiled; the engine escapes
 * every value for where it stands in the page.
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

  static void write(ReportPage page, Writer out) {
    ENGINE.render(TEMPLATE, page, new WriterOutput(out));
  }
}
