package dev.ecsinventory.cli.tabular;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the cells of a workbook from its XML. */
final class Workbooks {
  private Workbooks() {}

  /** The rows of the sheet with that number, from 1. A cell that is not text is an error. */
  static List<List<String>> sheet(Path file, int number) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> strings = new ArrayList<>();
      elements(xml(zip, "xl/sharedStrings.xml").getDocumentElement(), "si")
          .forEach(string -> strings.add(string.getTextContent()));
      List<List<String>> rows = new ArrayList<>();
      Document sheet = xml(zip, "xl/worksheets/sheet" + number + ".xml");
      for (Element row : elements(sheet.getDocumentElement(), "row")) {
        List<String> cells = new ArrayList<>();
        for (Element cell : elements(row, "c")) {
          int column = column(cell.getAttribute("r"));
          while (cells.size() < column) {
            cells.add(null);
          }
          cells.add(text(cell, strings));
        }
        rows.add(cells);
      }
      return rows;
    }
  }

  private static String text(Element cell, List<String> strings) {
    if (cell.getTextContent().isEmpty()) {
      return null;
    }
    if (!cell.getAttribute("t").equals("s")) {
      throw new AssertionError("cell " + cell.getAttribute("r") + " is not text");
    }
    return strings.get(Integer.parseInt(cell.getTextContent()));
  }

  private static int column(String reference) {
    int column = 0;
    for (char letter : reference.replaceAll("[0-9]", "").toCharArray()) {
      column = column * 26 + letter - 'A' + 1;
    }
    return column - 1;
  }

  private static Document xml(ZipFile zip, String name) throws IOException {
    try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(content.readAllBytes()));
    } catch (ParserConfigurationException | SAXException malformed) {
      throw new IOException(name, malformed);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      elements.add((Element) nodes.item(index));
    }
    return elements;
  }
}
