package dev.ecsinventory.simulator.sts;

/** The little XML that STS answers need. */
final class Xml {
  private Xml() {}

  static String element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<" + name + ">" + escaped + "</" + name + ">";
  }
}
