package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The form of a setting's value in the settings file, for the parser and for the JSON Schema. */
public sealed interface SettingForm {
  /** One text that matches the regular expression {@code pattern}. */
  record Text(String pattern) implements SettingForm {
    public Text {
      requireNonNull(pattern, "pattern is null");
    }
  }

  /** One of some texts. */
  record Choice(List<String> texts) implements SettingForm {
    public Choice {
      texts = List.copyOf(texts);
    }
  }

  /** A list of distinct texts, each of which matches {@code pattern}. */
  record TextList(String pattern) implements SettingForm {
    public TextList {
      requireNonNull(pattern, "pattern is null");
    }
  }

  /** The text {@code word}, or a list of distinct texts, each of which matches {@code pattern}. */
  record WordOrList(String word, String pattern) implements SettingForm {
    public WordOrList {
      requireNonNull(word, "word is null");
      requireNonNull(pattern, "pattern is null");
    }
  }

  /** A whole number. */
  record Whole(long least, long most) implements SettingForm {}

  /** A number. */
  record Decimal(double least, double most) implements SettingForm {}

  /** {@code true} or {@code false}. */
  record Flag() implements SettingForm {}

  /** The kind of value, as a noun. */
  default String noun() {
    return switch (this) {
      case Text _, Choice _ -> "text";
      case TextList _ -> "a list of texts";
      case WordOrList form -> form.word() + " or a list of texts";
      case Whole _ -> "a whole number";
      case Decimal _ -> "a number";
      case Flag _ -> "true or false";
    };
  }
}
