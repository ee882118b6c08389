package dev.ecsinventory.discover;

import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.model.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads a listing to its end, or fails. An empty page with a token is followed by others; a page
 * without its list, or with the token of an earlier page, proves that the listing is incomplete.
 *
 * @param call name of the call, for messages
 * @param send sends the call for the page at a token, which is null for the first page
 * @param hasList whether a response has its list
 */
record PagedListing<R, T>(
    String call,
    Function<String, R> send,
    Predicate<R> hasList,
    Function<R, List<T>> list,
    Function<R, String> nextToken) {
  List<T> read(Deadline deadline) {
    List<T> elements = new ArrayList<>();
    Pages pages = new Pages();
    boolean more = true;
    while (more) {
      if (deadline.hasPassed()) {
        throw new IncompleteDiscoveryException("time ran out in " + call);
      }
      R page = send(pages.token());
      if (!hasList.test(page)) {
        throw new IncompleteDiscoveryException("a page of " + call + " has no list");
      }
      elements.addAll(list.apply(page));
      more = follows(pages, nextToken.apply(page));
    }
    return elements;
  }

  private R send(String token) {
    try {
      return send.apply(token);
    } catch (SdkException failure) {
      throw IncompleteDiscoveryException.of(call, failure);
    }
  }

  private boolean follows(Pages pages, String token) {
    try {
      return pages.follows(true, token);
    } catch (SdkException repeated) {
      throw IncompleteDiscoveryException.of(call, repeated);
    }
  }
}
