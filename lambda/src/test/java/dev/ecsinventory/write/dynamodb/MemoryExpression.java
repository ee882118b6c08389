package dev.ecsinventory.write.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's expressions, as far as the table's requests use them: comparisons, BETWEEN, IN,
 * attribute_exists, attribute_not_exists, AND, OR and parentheses. Anything else is an error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions</a>
 */
final class MemoryExpression {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(<=|>=|<>|[(),=<>]|[#:]?[A-Za-z_][A-Za-z0-9_]*)\\s*");

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> unused = new HashSet<>();

  MemoryExpression(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
    unused.addAll(names.keySet());
    unused.addAll(values.keySet());
  }

  /** DynamoDB rejects a request whose expressions leave a placeholder unused. */
  void requireAllUsed() {
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("unused in expressions: " + unused);
    }
  }

  /** Whether {@code item} fulfills {@code condition}; null is fulfilled by all items. */
  boolean holds(String condition, Map<String, AttributeValue> item) {
    return condition == null || new Condition(tokens(condition), item).all();
  }

  /** Applies an update, which sets or removes attributes. */
  void update(String update, Map<String, AttributeValue> item) {
    String[] actions = update.split(" ", 2);
    for (String action : actions[1].split(",")) {
      List<String> tokens = tokens(action);
      if (actions[0].equals("REMOVE") && tokens.size() == 1) {
        item.remove(name(tokens.get(0)));
      } else if (actions[0].equals("SET") && tokens.size() == 3 && tokens.get(1).equals("=")) {
        item.put(name(tokens.get(0)), value(tokens.get(2)));
      } else {
        throw new IllegalArgumentException("not supported: " + update);
      }
    }
  }

  /** The attributes of a projection, which are separated by commas. */
  List<String> projected(String projection) {
    return tokens(projection).stream().filter(token -> !token.equals(",")).map(this::name).toList();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("not supported: " + text);
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
    return tokens;
  }

  private String name(String token) {
    unused.remove(token);
    return token.startsWith("#") ? known(names, token) : token;
  }

  private AttributeValue value(String token) {
    unused.remove(token);
    return normalized(known(values, token));
  }

  private static <T> T known(Map<String, T> placeholders, String token) {
    if (!placeholders.containsKey(token)) {
      throw new IllegalArgumentException("not defined: " + token);
    }
    return placeholders.get(token);
  }

  /** A condition, evaluated for one item. All parts are evaluated, so that all names are used. */
  private final class Condition {
    private final List<String> tokens;
    private final Map<String, AttributeValue> item;
    private int at;

    Condition(List<String> tokens, Map<String, AttributeValue> item) {
      this.tokens = tokens;
      this.item = item;
    }

    boolean all() {
      boolean holds = or();
      if (at < tokens.size()) {
        throw new IllegalArgumentException("not supported: " + tokens.subList(at, tokens.size()));
      }
      return holds;
    }

    private boolean or() {
      boolean holds = and();
      while (skip("OR")) {
        holds |= and();
      }
      return holds;
    }

    private boolean and() {
      boolean holds = term();
      while (skip("AND")) {
        holds &= term();
      }
      return holds;
    }

    private boolean term() {
      if (skip("(")) {
        boolean holds = or();
        require(")");
        return holds;
      }
      String first = tokens.get(at++);
      if (first.equals("attribute_exists") || first.equals("attribute_not_exists")) {
        require("(");
        boolean exists = item.containsKey(name(tokens.get(at++)));
        require(")");
        return exists == first.equals("attribute_exists");
      }
      return comparison(operand(first));
    }

    private boolean comparison(AttributeValue left) {
      String operator = tokens.get(at++);
      AttributeValue right = operator.equals("IN") ? null : operand(tokens.get(at++));
      return switch (operator) {
        case "=" -> left != null && left.equals(right);
        case "<" -> left != null && compare(left, right) < 0;
        case "<=" -> left != null && compare(left, right) <= 0;
        case ">" -> left != null && compare(left, right) > 0;
        case ">=" -> left != null && compare(left, right) >= 0;
        case "BETWEEN" -> {
          require("AND");
          AttributeValue to = operand(tokens.get(at++));
          yield left != null && compare(left, right) >= 0 && compare(left, to) <= 0;
        }
        case "IN" -> in(left);
        default -> throw new IllegalArgumentException("not supported: " + operator);
      };
    }

    private boolean in(AttributeValue left) {
      boolean holds = false;
      require("(");
      do {
        holds |= operand(tokens.get(at++)).equals(left);
      } while (skip(","));
      require(")");
      return holds;
    }

    /** The value of a placeholder or of an attribute; null when the item has no such attribute. */
    private AttributeValue operand(String token) {
      return token.startsWith(":") ? value(token) : item.get(name(token));
    }

    private boolean skip(String token) {
      boolean found = at < tokens.size() && tokens.get(at).equals(token);
      at += found ? 1 : 0;
      return found;
    }

    private void require(String token) {
      if (!skip(token)) {
        throw new IllegalArgumentException(token + " is missing in " + tokens);
      }
    }
  }

  /** DynamoDB returns and compares numbers without trailing zeros and exponents. */
  static AttributeValue normalized(AttributeValue value) {
    return switch (value.type()) {
      case N ->
          AttributeValue.fromN(new BigDecimal(value.n()).stripTrailingZeros().toPlainString());
      case L -> AttributeValue.fromL(value.l().stream().map(MemoryExpression::normalized).toList());
      case M -> {
        Map<String, AttributeValue> fields = new HashMap<>();
        value.m().forEach((name, field) -> fields.put(name, normalized(field)));
        yield AttributeValue.fromM(fields);
      }
      case S, BOOL, NUL -> value;
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not supported: " + value);
    };
  }

  /** Texts in the order of their UTF-8 bytes. */
  static int compare(AttributeValue left, AttributeValue right) {
    if (left.s() == null || right.s() == null) {
      throw new IllegalArgumentException("not texts: %s, %s".formatted(left, right));
    }
    return Arrays.compareUnsigned(
        left.s().getBytes(StandardCharsets.UTF_8), right.s().getBytes(StandardCharsets.UTF_8));
  }
}
