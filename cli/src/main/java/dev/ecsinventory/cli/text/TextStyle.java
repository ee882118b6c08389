package dev.ecsinventory.cli.text;

/** How a terminal shows a part of a text, as parameters of ECMA-48's SGR sequence. */
public enum TextStyle {
  PLAIN(""),
  HEADING("1"),
  GOOD("32"),
  WARNING("33"),
  BAD("31"),
  MUTED("2");

  private final String parameters;

  TextStyle(String parameters) {
    this.parameters = parameters;
  }

  String parameters() {
    return parameters;
  }
}
