package dev.ecsinventory.cli.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements as policy documents of one type, as few as the type's size admits. A document has a
 * line for each statement, and ASCII only: IAM accepts no character beyond U+00FF.
 *
 * @param gaps the statements that no document of this type can have
 */
record IamDocuments(List<String> texts, List<String> gaps) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final String HEAD = "{\"Version\":\"2012-10-17\",\"Statement\":[\n";
  private static final String TAIL = "\n]}\n";
  private static final String SEPARATOR = ",\n";

  static IamDocuments of(PolicyType type, List<DenyStatement> statements) {
    IamDocuments documents = new IamDocuments(new ArrayList<>(), new ArrayList<>());
    StringBuilder body = new StringBuilder();
    int number = 0;
    for (DenyStatement statement : statements) {
      number++;
      String text = text(statement, number);
      int size = HEAD.length() + text.length() + TAIL.length();
      if (size > type.mostCharacters()) {
        documents.gaps.add(gap(type, statement, size));
        continue;
      }
      if (!body.isEmpty() && size + body.length() + SEPARATOR.length() > type.mostCharacters()) {
        documents.texts.add(HEAD + body + TAIL);
        body.setLength(0);
      }
      body.append(body.isEmpty() ? "" : SEPARATOR).append(text);
    }
    if (!body.isEmpty()) {
      documents.texts.add(HEAD + body + TAIL);
    }
    return documents;
  }

  /**
   * Whether {@code text} has the form of these documents: a person or program that edits one
   * formats it differently.
   */
  static boolean isOne(String text) {
    return text.startsWith(HEAD)
        && text.endsWith(TAIL)
        && text.substring(HEAD.length(), text.length() - TAIL.length())
            .lines()
            .allMatch(line -> line.contains(DenyStatement.MARK));
  }

  private static String text(DenyStatement statement, int number) {
    try {
      return MAPPER.writeValueAsString(statement.json(number)).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written as JSON", impossible);
    }
  }

  private static String gap(PolicyType type, DenyStatement statement, int size) {
    IamCondition largest =
        statement.conditions().stream()
            .max((one, other) -> Integer.compare(one.values().size(), other.values().size()))
            .orElseThrow();
    return "%s: one statement with %,d values takes %,d characters, and a document of type %s has at most %,d"
        .formatted(
            largest.key().replaceFirst("^aws:RequestTag/", ""),
            largest.values().size(),
            size,
            type.title(),
            type.mostCharacters());
  }
}
