package dev.ecsinventory.simulator.organization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Splits listings into pages with opaque tokens, each of which belongs to one listing. With
 * shuffled responses, pages have fewer elements than requested, or none, although others follow, as
 * AWS documents.
 */
final class TokenPages {
  private static final int ONE_IN_EMPTY = 3;

  private final SimulatorOptions options;

  TokenPages(SimulatorOptions options) {
    this.options = options;
  }

  /** One page, and the token of the next one. */
  record Page<T>(List<T> elements, Optional<String> next) {}

  /** A token that no page of the listing has. */
  static final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The start of a page.
   *
   * @param afterEmpty whether the page before it was empty, so that this one is not
   */
  private record Position(int offset, boolean afterEmpty) {
    String text() {
      return offset + ":" + afterEmpty;
    }
  }

  /**
   * The page at a token.
   *
   * @param listing identity of the listing; its tokens are invalid for another one
   * @throws InvalidTokenException when the token is not one of this listing
   */
  <T> Page<T> page(List<T> all, String listing, Optional<String> token, int size) {
    Position start = token.map(text -> parse(text, listing)).orElse(new Position(0, false));
    int from = Math.min(start.offset(), all.size());
    int to = Math.min(from + shortened(start, size), all.size());
    Optional<String> next =
        to < all.size()
            ? Optional.of(write(new Position(to, to == from), listing))
            : Optional.empty();
    return new Page<>(all.subList(from, to), next);
  }

  private int shortened(Position start, int size) {
    if (!options.shuffle()) {
      return size;
    }
    SplittableRandom random = new SplittableRandom(options.seed() + start.offset());
    boolean empty = !start.afterEmpty() && random.nextInt(ONE_IN_EMPTY) == 0;
    return empty ? 0 : 1 + random.nextInt(size);
  }

  private static String write(Position position, String listing) {
    String text = position.text() + ":" + checksum(position.text(), listing);
    return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Position parse(String token, String listing) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split(":");
      if (parts.length == 3 && parts[2].equals(checksum(parts[0] + ":" + parts[1], listing))) {
        return new Position(Integer.parseInt(parts[0]), Boolean.parseBoolean(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // Neither Base64 nor a number, so it is not a valid token and is rejected below.
    }
    throw new InvalidTokenException();
  }

  private static String checksum(String text, String listing) {
    CRC32 crc = new CRC32();
    crc.update((text + listing).getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
