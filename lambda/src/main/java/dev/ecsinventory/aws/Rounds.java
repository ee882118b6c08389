package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.aws.rate.CallBudget;
import dev.ecsinventory.aws.rate.RateLimitedRetryStrategy;
import dev.ecsinventory.aws.rate.RetryWait;
import dev.ecsinventory.concurrent.Tasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends the calls of one operation in one scan, and repeats failed ones.
 *
 * <p>Each planned call is sent once. Afterwards, failed calls are repeated in rounds: unchanged,
 * where the failure may be temporary, or halved, where one resource of several may be the cause. A
 * failure of a whole account and Region must not cost more calls than success, so a {@link
 * CallBudget} limits the calls of the rounds. While no call of the operation has succeeded, a round
 * has one item: it determines whether the failure is temporary, or that of one resource.
 *
 * <p>What a round sends depends on the outcomes of the rounds before it and on {@code order} only,
 * not on which call ended first: the same faults produce the same failures.
 *
 * @param <I> the resources of one call
 * @param <R> its response
 */
public final class Rounds<I, R> {
  private final Calls<I, R> calls;
  private final Comparator<I> order;
  private final RetryWait wait;
  private final CallBudget budget = new CallBudget();
  private final AtomicInteger succeededAgain = new AtomicInteger();
  private final Queue<Pending<I>> pending = new ConcurrentLinkedQueue<>();

  /**
   * Rounds of one operation.
   *
   * @param order a total order of items
   */
  public Rounds(Calls<I, R> calls, Comparator<I> order, RetryWait wait) {
    this.calls = requireNonNull(calls, "calls is null");
    this.order = requireNonNull(order, "order is null");
    this.wait = requireNonNull(wait, "wait is null");
  }

  /** Sends a planned call for the first time; safe for concurrent use. */
  public void first(I item) {
    budget.planned();
    if (send(item, 1)) {
      budget.succeeded();
    }
  }

  /** Repeats failed calls until each item succeeded or failed permanently. */
  public void again() {
    int round = 0;
    while (!pending.isEmpty()) {
      List<Attempt<I>> next = next();
      if (next.isEmpty()) {
        drained().forEach(this::failForGood);
        return;
      }
      wait.before(round++, next.stream().anyMatch(Attempt::throttled));
      sendAll(next);
      budget.succeededAgain(succeededAgain.getAndSet(0));
    }
  }

  private boolean send(I item, int attempt) {
    switch (calls.send(item)) {
      case Outcome.Response<R>(R response) -> {
        calls.responded(item, response);
        return true;
      }
      case Outcome.Failed<R>(SdkException failure, boolean retryable) ->
          pending.add(new Pending<>(item, attempt, failure, retryable));
      case Outcome.NotReached<R> outOfTime -> calls.notReached(item);
    }
    return false;
  }

  /** The next round, within the budget; calls that cannot be repeated fail permanently. */
  private List<Attempt<I>> next() {
    boolean one = !budget.hasSucceeded();
    List<Attempt<I>> next = new ArrayList<>();
    for (Pending<I> failed : drained()) {
      List<Attempt<I>> attempts = again(failed, one);
      if (attempts.isEmpty()) {
        failForGood(failed);
      } else if ((one && !next.isEmpty()) || !budget.take(attempts.size())) {
        pending.add(failed);
      } else {
        next.addAll(attempts);
      }
    }
    return next;
  }

  /**
   * How to repeat the item: as halves first, if other calls succeed; after a wait first, if none
   * does, because the failure then probably concerns all calls.
   */
  private List<Attempt<I>> again(Pending<I> failed, boolean noneSucceeded) {
    boolean throttled = Failures.isThrottling(failed.failure);
    boolean mayPass = failed.retryable && failed.attempts < RateLimitedRetryStrategy.MAX_ATTEMPTS;
    List<I> halves = throttled ? List.of() : calls.halves(failed.item);
    if (mayPass && (noneSucceeded || halves.isEmpty())) {
      return List.of(new Attempt<>(failed.item, failed.attempts + 1, throttled));
    }
    return halves.stream().map(half -> new Attempt<>(half, 1, false)).toList();
  }

  private void sendAll(List<Attempt<I>> attempts) {
    Tasks.map(attempts, this::sendAgain);
  }

  private boolean sendAgain(Attempt<I> attempt) {
    boolean succeeded = send(attempt.item, attempt.number);
    if (succeeded) {
      succeededAgain.incrementAndGet();
    }
    return succeeded;
  }

  private List<Pending<I>> drained() {
    List<Pending<I>> drained = new ArrayList<>();
    for (Pending<I> next = pending.poll(); next != null; next = pending.poll()) {
      drained.add(next);
    }
    drained.sort(Comparator.comparing(failed -> failed.item, order));
    return drained;
  }

  private void failForGood(Pending<I> failed) {
    calls.failed(failed.item, failed.failure, failed.attempts);
  }

  private record Pending<I>(I item, int attempts, SdkException failure, boolean retryable) {}

  private record Attempt<I>(I item, int number, boolean throttled) {}

  /** The calls of one operation; safe for concurrent use. */
  public interface Calls<I, R> {
    /** Sends the call once. */
    Outcome<R> send(I item);

    /** Takes the response. */
    void responded(I item, R response);

    /** Takes the failure of a call that is not repeated. */
    void failed(I item, SdkException failure, int attempts);

    /** Takes an item that the deadline left unread. */
    void notReached(I item);

    /** The two halves of an item of several resources; empty for an item of one. */
    List<I> halves(I item);
  }
}
