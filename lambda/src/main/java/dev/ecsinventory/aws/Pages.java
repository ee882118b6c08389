package dev.ecsinventory.aws;

import dev.ecsinventory.aws.failure.MalformedPageException;
import java.util.HashSet;
import java.util.Set;

/**
 * Where a listing is. Absence is concluded from a listing that was read to its end, so an answer
 * that is none, and pages without an end, are failures like any other.
 */
public final class Pages {
  private final Set<String> tokens = new HashSet<>();
  private String token;

  /** What asks for the next page; null for the first one. */
  public String token() {
    return token;
  }

  /**
   * Takes note of a page.
   *
   * @param hasList whether the page has its list, which an empty one has too
   * @param nextToken as ECS gave it; null or empty on the last page
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
