package dev.ecsinventory.aws;

import dev.ecsinventory.aws.failure.MalformedPageException;
import java.util.HashSet;
import java.util.Set;

/**
 * The position in a paged listing. Absence is concluded only from a listing that was read to its
 * end, so a response without a list, and pages that repeat without end, are failures.
 */
public final class Pages {
  private final Set<String> tokens = new HashSet<>();
  private String token;

  /** The token of the next page; null for the first page. */
  public String token() {
    return token;
  }

  /**
   * Accepts a page.
   *
   * @param hasList whether the page has a list, which may be empty
   * @param nextToken as ECS returned it; null or empty on the last page
   * @return whether another page follows
   * @throws MalformedPageException when nothing can be concluded from the page
   */
  public boolean follows(boolean hasList, String nextToken) {
    if (!hasList) {
      throw new MalformedPageException("the response has no list of ARNs");
    }
    token = nextToken == null || nextToken.isEmpty() ? null : nextToken;
    if (token != null && !tokens.add(token)) {
      throw new MalformedPageException("the response repeats the token of an earlier page");
    }
    return token != null;
  }
}
