package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Has at most so many requests in flight at once, and sends those that wait, signed already, in the
 * order of their turns. A request is in flight from when it is sent until the last byte of its
 * answer is read.
 *
 * <p>A thread that has read an answer sends the next request itself, before anybody has understood
 * the answer: nobody has to be woken for it. These are virtual threads, as are those that sign
 * requests and understand answers; the system's own would keep these from the processors, and more
 * often there would be no signed request to send.
 */
public final class PrioritizedHttpClient implements SdkHttpClient {
  /** Whose turn it is, where requests are made; without one, nothing goes before it. */
  public static final ScopedValue<CallPriority> TURN = ScopedValue.newInstance();

  private final SdkHttpClient http;
  private final int most;
  private final CallQueue<Exchange> waiting = new CallQueue<>();
  private int inFlight;

  /**
   * A client that sends by {@code http}, which it does not close.
   *
   * @param most how many requests are in flight at once
   */
  public PrioritizedHttpClient(SdkHttpClient http, int most) {
    this.http = requireNonNull(http, "http is null");
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most + "; accepted: from 1");
    }
    this.most = most;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Exchange(TURN.orElse(CallPriority.ofPlan()), http.prepareRequest(request));
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    // The other client is not ours, and threads end by themselves.
  }

  private synchronized void enqueue(Exchange exchange) {
    waiting.add(exchange.priority, exchange);
    if (inFlight < most) {
      inFlight++;
      Thread.startVirtualThread(this::send);
    }
  }

  private synchronized boolean withdraw(Exchange exchange) {
    return waiting.remove(exchange);
  }

  private void send() {
    for (Exchange next = next(); next != null; next = next()) {
      next.send();
    }
  }

  /** Null when there is none, and one request less is in flight. */
  private synchronized Exchange next() {
    Exchange next = waiting.poll();
    if (next == null) {
      inFlight--;
    }
    return next;
  }

  /** One request and its answer. */
  private final class Exchange implements ExecutableHttpRequest {
    private final CallPriority priority;
    private final ExecutableHttpRequest request;
    private final CompletableFuture<HttpExecuteResponse> response = new CompletableFuture<>();

    Exchange(CallPriority priority, ExecutableHttpRequest request) {
      this.priority = priority;
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      enqueue(this);
      try {
        return response.get();
      } catch (InterruptedException outOfTime) {
        abort();
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while a call was under way");
      } catch (ExecutionException failure) {
        switch (failure.getCause()) {
          case IOException broken -> throw broken;
          case RuntimeException broken -> throw broken;
          case Error broken -> throw broken;
          case Throwable impossible -> throw new IllegalStateException(impossible);
        }
      }
    }

    @Override
    public void abort() {
      if (!withdraw(this)) {
        request.abort();
      }
    }

    /** ECS answers with a document, at least {@code {}}: the SDK takes no document for that one. */
    private static HttpExecuteResponse notEmpty(HttpExecuteResponse response) throws IOException {
      Optional<AbortableInputStream> body = response.responseBody();
      if (response.httpResponse().isSuccessful()
          && (body.isEmpty() || body.get().available() == 0)) {
        throw new EOFException("the answer ended before it began");
      }
      return response;
    }

    private void send() {
      try {
        response.complete(notEmpty(BufferedResponse.of(request.call())));
      } catch (IOException | RuntimeException | Error failure) {
        response.completeExceptionally(failure);
      }
    }
  }
}
