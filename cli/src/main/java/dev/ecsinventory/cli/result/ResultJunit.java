package dev.ecsinventory.cli.result;

import dev.ecsinventory.model.ComplianceStatus;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A result as a JUnit report: a suite for each service, a test for each task set. A task set that
 * was not evaluated is skipped, one whose tags are not known is an error, and the last suite has an
 * error if the result proves nothing, so that no missing evaluation passes.
 *
 * @see <a href="https://github.com/windyroad/JUnit-Schema">the schema of Ant's JUnit reports</a>
 */
public final class ResultJunit {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String EVALUATION = "Evaluation";
  private static final String PROVEN = "everything was read and evaluated";

  private final ShownResult result;
  private final XMLStreamWriter xml;
  private int suites;

  private ResultJunit(ShownResult result, XMLStreamWriter xml) {
    this.result = result;
    this.xml = xml;
  }

  /** The report. */
  public static String of(ShownResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new ResultJunit(result, xml).write();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.append("\n").toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line("");
    xml.writeStartElement("testsuites");
    Map<String, List<ShownTaskSet>> groups = ShownSection.groups(result.taskSets());
    for (Map.Entry<String, List<ShownTaskSet>> group : groups.entrySet()) {
      suite(group.getKey(), group.getValue());
    }
    evaluation();
    line("");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(String name, List<ShownTaskSet> taskSets) throws XMLStreamException {
    long errors = taskSets.stream().filter(ResultJunit::isError).count();
    long failures = taskSets.stream().filter(ShownTaskSet::fails).count();
    long skipped =
        taskSets.stream().filter(one -> one.status() == ComplianceStatus.NOT_EVALUATED).count();
    startSuite(name, taskSets.size(), failures, errors, skipped);
    for (ShownTaskSet taskSet : taskSets) {
      startTest(name, taskSet.name().isEmpty() ? name : taskSet.name());
      outcome(taskSet);
      xml.writeEndElement();
    }
    endSuite(
        taskSets.stream().flatMap(ResultJunit::withoutEffect).collect(Collectors.joining("\n")));
  }

  private static boolean isError(ShownTaskSet taskSet) {
    return taskSet.status() == ComplianceStatus.UNKNOWN && !taskSet.fails();
  }

  private void outcome(ShownTaskSet taskSet) throws XMLStreamException {
    String details =
        taskSet.violations().stream().map(ShownViolation::text).collect(Collectors.joining("\n"));
    if (taskSet.fails()) {
      ShownViolation first =
          taskSet.violations().stream()
              .filter(violation -> violation.effect() == Effect.FAILS)
              .findFirst()
              .orElseThrow();
      problem("failure", first.kind(), first.text(), details);
    } else if (isError(taskSet)) {
      problem("error", "UNKNOWN", "compliance is not known", details);
    } else if (taskSet.status() == ComplianceStatus.NOT_EVALUATED) {
      xml.writeEmptyElement("skipped");
    }
  }

  private static Stream<String> withoutEffect(ShownTaskSet taskSet) {
    return taskSet.violations().stream()
        .filter(violation -> violation.effect() != Effect.FAILS)
        .map(
            violation ->
                "%s: %s (%s)"
                    .formatted(taskSet.name(), violation.text(), ResultMarkdown.effect(violation)));
  }

  private void evaluation() throws XMLStreamException {
    startSuite(EVALUATION, 1, 0, result.notProven().isPresent() ? 1 : 0, 0);
    startTest(EVALUATION, PROVEN);
    if (result.notProven().isPresent()) {
      problem("error", "NOT_PROVEN", result.notProven().get(), String.join("\n", result.notices()));
    }
    xml.writeEndElement();
    endSuite(String.join("\n", result.title(), result.taskSetCounts(), result.violationCounts()));
  }

  private void startSuite(String name, int tests, long failures, long errors, long skipped)
      throws XMLStreamException {
    line("  ");
    xml.writeStartElement("testsuite");
    attribute("name", name);
    attribute("package", "ecs-inventory");
    attribute("id", String.valueOf(suites++));
    attribute("timestamp", TIME.format(result.time()));
    attribute("hostname", "localhost");
    attribute("tests", String.valueOf(tests));
    attribute("failures", String.valueOf(failures));
    attribute("errors", String.valueOf(errors));
    attribute("skipped", String.valueOf(skipped));
    attribute("time", "0");
    line("    ");
    xml.writeEmptyElement("properties");
  }

  private void endSuite(String out) throws XMLStreamException {
    text("system-out", out);
    text("system-err", "");
    line("  ");
    xml.writeEndElement();
  }

  private void startTest(String suite, String name) throws XMLStreamException {
    line("    ");
    xml.writeStartElement("testcase");
    attribute("classname", suite);
    attribute("name", name);
    attribute("time", "0");
  }

  private void problem(String element, String type, String message, String details)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("type", type);
    attribute("message", message);
    xml.writeCharacters(details);
    xml.writeEndElement();
  }

  private void text(String element, String content) throws XMLStreamException {
    line("    ");
    xml.writeStartElement(element);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, value);
  }

  private void line(String indent) throws XMLStreamException {
    xml.writeCharacters("\n" + indent);
  }
}
