package dev.ecsinventory.cli.past.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Pages of a listing. A token is valid for one listing only: an operation, with its snapshot,
 * account, Region, cluster and filters.
 */
final class Page {
  private static final int MAX_RESULTS = 100;

  private Page() {}

  /**
   * One page. A listing that is not complete ends with its failure, on a page of its own: a short
   * or an empty list would state that there is nothing else.
   *
   * @param member the response's list
   * @param listing what is listed
   * @param incomplete the failure because of which there may be more; empty when there is not
   */
  static ObjectNode of(
      Input input,
      String member,
      String listing,
      List<String> all,
      int defaultSize,
      Optional<EcsError> incomplete) {
    int size = input.integer("maxResults").orElse(defaultSize);
    if (size < 1 || size > MAX_RESULTS) {
      throw EcsError.invalidParameter("maxResults must be between 1 and 100.");
    }
    int from =
        Math.min(input.text("nextToken").map(token -> parse(token, listing)).orElse(0), all.size());
    int to = Math.min(from + size, all.size());
    if (from == to && incomplete.isPresent()) {
      throw incomplete.get();
    }
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode list = response.putArray(member);
    all.subList(from, to).forEach(list::add);
    if (to < all.size() || incomplete.isPresent()) {
      response.put("nextToken", token(to, listing));
    }
    return response;
  }

  private static String token(int offset, String listing) {
    String text = offset + ":" + checksum(offset, listing);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static int parse(String token, String listing) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split(":");
      int offset = Integer.parseInt(parts[0]);
      if (parts.length == 2 && parts[1].equals(checksum(offset, listing))) {
        return offset;
      }
    } catch (IllegalArgumentException malformed) {
      // Neither Base64 nor a number: no token of a listing.
    }
    throw EcsError.invalidParameter("Invalid token.");
  }

  private static String checksum(int offset, String listing) {
    CRC32 crc = new CRC32();
    crc.update((offset + listing).getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
