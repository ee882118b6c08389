package dev.ecsinventory.simulator.sts;

/** The XML for responses of STS. */
final class Xml {
  private Xml() {}

  static String element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<" + name + ">" + escaped + "</" + name + ">";
  }
}
