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
 * An HTTP client with a concurrency limit. Waiting requests, which are already signed, are sent in
 * the order of their priority. A request is in flight from the moment at which it is sent until the
 * last byte of its response is read.
 *
 * <p>The thread that has read a response sends the next request itself, before the response is
 * parsed, so that no other thread has to be scheduled first. All threads are virtual, also those
 * that sign requests and parse responses; platform threads would take processor time from these,
 * and a signed request would be ready less often.
 */
public final class PrioritizedHttpClient implements SdkHttpClient {
  /** Priority of the requests of the calling thread; without a value, the highest priority. */
  public static final ScopedValue<CallPriority> TURN = ScopedValue.newInstance();

  private final SdkHttpClient http;
  private final int most;
  private final CallQueue<Exchange> waiting = new CallQueue<>();
  private int inFlight;

  /**
   * A client that sends requests through {@code http}, which it does not close.
   *
   * @param most concurrency limit
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
    // The caller closes the other client, and the threads end by themselves.
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

  /** The next request to send; null when none waits, after which one request less is in flight. */
  private synchronized Exchange next() {
    Exchange next = waiting.poll();
    if (next == null) {
      inFlight--;
    }
    return next;
  }

  /** One request and its response. */
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
        throw new InterruptedIOException("interrupted while a call was in progress");
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

    /**
     * ECS responds with a JSON document, at least {@code {}}; the SDK would treat an empty body as
     * that document.
     */
    private static HttpExecuteResponse notEmpty(HttpExecuteResponse response) throws IOException {
      Optional<AbortableInputStream> body = response.responseBody();
      if (response.httpResponse().isSuccessful()
          && (body.isEmpty() || body.get().available() == 0)) {
        throw new EOFException("the response body is empty");
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
