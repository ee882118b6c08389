package dev.ecsinventory.simulator.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.protocol.Errors;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Splits listings into pages with opaque tokens. A token belongs to one listing (operation,
 * account, Region, cluster, filters) and is rejected in any other one; a modified token is rejected
 * too. It contains the seed of its listing's order, so a shuffled listing still has each element
 * once.
 */
final class PageTokens {
  private static final int MAX_PAGE = 100;

  private PageTokens() {}

  private record Position(long order, int offset) {}

  /**
   * Responses one page.
   *
   * @param listing identity of the listing; its tokens are invalid for another one
   * @param order the seed of the order; 0 means the given order
   */
  static ObjectNode page(
      EcsCall call, String field, String listing, List<String> all, int defaultSize, long order) {
    int size = call.input().integer("maxResults").orElse(defaultSize);
    if (size < 1 || size > MAX_PAGE) {
      throw Errors.invalidParameter("maxResults must be between 1 and 100.");
    }
    Optional<String> token = call.input().text("nextToken").filter(text -> !text.isEmpty());
    Position start = token.map(text -> parse(text, listing)).orElse(new Position(order, 0));
    List<String> ordered = ordered(all, start.order());
    int from = Math.min(start.offset(), ordered.size());
    int to = Math.min(from + size, ordered.size());
    ObjectNode response = Json.object();
    response.set(field, Json.strings(ordered.subList(from, to)));
    if (to < ordered.size()) {
      response.put("nextToken", write(new Position(start.order(), to), listing));
    }
    return response;
  }

  private static List<String> ordered(List<String> all, long order) {
    if (order == 0) {
      return all;
    }
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(order));
    return shuffled;
  }

  private static String write(Position position, String listing) {
    String text = position.order() + ":" + position.offset();
    return Base64.getUrlEncoder()
        .encodeToString((text + ":" + checksum(text, listing)).getBytes(UTF_8));
  }

  private static Position parse(String token, String listing) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split(":");
      if (parts.length == 3 && parts[2].equals(checksum(parts[0] + ":" + parts[1], listing))) {
        return new Position(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // Neither Base64 nor numbers, so it is not a valid token and is rejected below.
    }
    throw Errors.invalidParameter("Invalid token.");
  }

  private static String checksum(String text, String listing) {
    CRC32 crc = new CRC32();
    crc.update((text + listing).getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
