package dev.ecsinventory.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import dev.ecsinventory.model.VisibleText;

/**
 * A log message as one line: its level and its text, without line breaks and control sequences.
 * Each exception has a line of its own, with the method that threw it below.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-5s %s%n".formatted(event.getLevel(), VisibleText.of(event.getFormattedMessage())));
    String prefix = "";
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      text.append(
          "%s%s: %s%n"
              .formatted(
                  prefix,
                  thrown.getClassName(),
                  VisibleText.of(String.valueOf(thrown.getMessage()))));
      StackTraceElementProxy[] elements = thrown.getStackTraceElementProxyArray();
      if (elements.length > 0) {
        text.append("\t%s%n".formatted(elements[0]));
      }
      prefix = "Caused by: ";
    }
    return text.toString();
  }
}
