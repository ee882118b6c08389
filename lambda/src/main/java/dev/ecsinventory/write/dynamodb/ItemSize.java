package dev.ecsinventory.write.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item by DynamoDB's rules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">
 *     DynamoDB item sizes and formats</a>
 */
final class ItemSize {
  private static final int BYTES_PER_WRITE_UNIT = 1024;
  private static final int LARGEST_NUMBER = 21;
  private static final int CONTAINER = 3;

  private ItemSize() {}

  /** Write units of an item that is written without a transaction: one per KB, rounded up. */
  static int writeUnits(Map<String, AttributeValue> item) {
    return Math.ceilDiv(bytes(item), BYTES_PER_WRITE_UNIT);
  }

  private static int bytes(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(attribute -> bytes(attribute.getKey()) + bytes(attribute.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> Math.min(LARGEST_NUMBER, value.n().length() / 2 + 2);
      case BOOL, NUL -> 1;
      case M -> CONTAINER + value.m().size() + bytes(value.m());
      case L -> CONTAINER + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item of this table has " + value);
    };
  }
}
