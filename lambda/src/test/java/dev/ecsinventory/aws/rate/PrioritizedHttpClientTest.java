package dev.ecsinventory.aws.rate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.rate.CallPriority.Step;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

class PrioritizedHttpClientTest {
  private static final byte[] BODY = {1, 2, 3};

  private final ControlledHttpClient http = new ControlledHttpClient();
  private final PrioritizedHttpClient client = new PrioritizedHttpClient(http, 1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopCallers() {
    callers.shutdownNow();
  }

  /** Starts a call of {@code path} with a priority; returns when the call is blocked. */
  private Future<byte[]> call(PrioritizedHttpClient by, String path, CallPriority priority)
      throws Exception {
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    Future<byte[]> response =
        callers.submit(
            () -> {
              caller.complete(Thread.currentThread());
              return ScopedValue.where(PrioritizedHttpClient.TURN, priority)
                  .call(() -> body(by, path));
            });
    Parked.await(caller.get());
    while (http.sent.isEmpty()) {
      Thread.sleep(1);
    }
    return response;
  }

  private static byte[] body(PrioritizedHttpClient by, String path) throws IOException {
    try (InputStream body = by.prepareRequest(request(path)).call().responseBody().orElseThrow()) {
      return body.readAllBytes();
    }
  }

  private static HttpExecuteRequest request(String path) {
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost/" + path))
                .build())
        .build();
  }

  @Test
  void sendsWaitingCallsInTheOrderOfTheirPriorities() throws Exception {
    List<Future<byte[]>> responses =
        List.of(
            call(client, "first", new CallPriority(3, Step.DESCRIBE)),
            call(client, "describe", new CallPriority(1, Step.DESCRIBE)),
            call(client, "describe-later", new CallPriority(1, Step.DESCRIBE)),
            call(client, "task-sets", new CallPriority(1, Step.DESCRIBE_TASK_SETS)),
            call(client, "list", new CallPriority(2, Step.LIST)));
    http.respond(responses.size());
    for (Future<byte[]> response : responses) {
      assertArrayEquals(BODY, response.get());
    }
    assertEquals(
        List.of("/first", "/list", "/task-sets", "/describe", "/describe-later"), http.sent);
  }

  @Test
  void neverExceedsTheConcurrencyLimit() throws Exception {
    PrioritizedHttpClient three = new PrioritizedHttpClient(http, 3);
    List<Future<byte[]>> responses = new ArrayList<>();
    for (int call = 0; call < 30; call++) {
      responses.add(call(three, "call-" + call, CallPriority.ofPlan()));
    }
    http.respond(responses.size());
    for (Future<byte[]> response : responses) {
      response.get();
    }
    assertEquals(3, http.maxInFlight);
  }

  @Test
  void countsACallUntilTheLastByteOfItsResponseIsRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch lastByte = new CountDownLatch(1);
    Future<byte[]> first = call(client, "first", CallPriority.ofPlan());
    Future<byte[]> second = call(client, "second", CallPriority.ofPlan());
    http.responses.add(() -> endingWith(reading, lastByte));
    reading.await();
    assertEquals(List.of("/first"), http.sent);
    http.respond(1);
    lastByte.countDown();
    assertArrayEquals(BODY, first.get());
    assertArrayEquals(BODY, second.get());
  }

  private static InputStream endingWith(CountDownLatch reading, CountDownLatch lastByte) {
    return new ByteArrayInputStream(BODY) {
      @Override
      public int read(byte[] into, int offset, int length) {
        reading.countDown();
        try {
          lastByte.await();
        } catch (InterruptedException aborted) {
          throw new IllegalStateException(aborted);
        }
        return super.read(into, offset, length);
      }
    };
  }

  @Test
  void continuesAfterABrokenResponse() throws Exception {
    IOException broken = new IOException("connection reset");
    Future<byte[]> first = call(client, "first", CallPriority.ofPlan());
    Future<byte[]> second = call(client, "second", CallPriority.ofPlan());
    http.responses.add(
        () -> {
          throw broken;
        });
    http.respond(1);
    ExecutionException thrown = assertThrows(ExecutionException.class, first::get);
    assertSame(broken, thrown.getCause());
    assertArrayEquals(BODY, second.get());
  }

  @Test
  void neverSendsACallThatWasInterruptedWhileWaiting() throws Exception {
    Future<byte[]> first = call(client, "first", CallPriority.ofPlan());
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    Future<Throwable> interrupted =
        callers.submit(
            () -> {
              waiting.complete(Thread.currentThread());
              return assertThrows(InterruptedIOException.class, () -> body(client, "interrupted"));
            });
    Parked.await(waiting.get());
    waiting.get().interrupt();
    interrupted.get();
    Future<byte[]> last = call(client, "last", CallPriority.ofPlan());
    http.respond(2);
    first.get();
    last.get();
    assertEquals(List.of("/first", "/last"), http.sent);
  }

  @Test
  void releasesTheSlotOfAnAbortedCall() throws Exception {
    ExecutableHttpRequest request = client.prepareRequest(request("slow"));
    Future<HttpExecuteResponse> slow = callers.submit(request::call);
    while (http.sent.isEmpty()) {
      Thread.sleep(1);
    }
    request.abort();
    assertThrows(ExecutionException.class, slow::get);
    Future<byte[]> next = call(client, "next", CallPriority.ofPlan());
    http.respond(1);
    assertArrayEquals(BODY, next.get());
  }

  @Test
  void rejectsALimitOfZero() {
    assertThrows(IllegalArgumentException.class, () -> new PrioritizedHttpClient(http, 0));
  }

  /** The body of a response, or its failure. */
  @FunctionalInterface
  private interface Response {
    InputStream body() throws IOException;
  }

  /** An HTTP client whose responses the test controls. */
  private static final class ControlledHttpClient implements SdkHttpClient {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private volatile int maxInFlight;

    void respond(int calls) {
      for (int call = 0; call < calls; call++) {
        responses.add(() -> new ByteArrayInputStream(BODY));
      }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new Sent(request.httpRequest().encodedPath());
    }

    @Override
    public void close() {}

    private final class Sent implements ExecutableHttpRequest {
      private final String path;
      private volatile Thread sender;

      Sent(String path) {
        this.path = path;
      }

      @Override
      public HttpExecuteResponse call() throws IOException {
        sender = Thread.currentThread();
        unread.add(path);
        maxInFlight = Math.max(maxInFlight, unread.size());
        sent.add(path);
        InputStream body;
        try {
          body = responses.take().body();
        } catch (InterruptedException aborted) {
          unread.remove(path);
          throw new InterruptedIOException();
        } catch (IOException broken) {
          unread.remove(path);
          throw broken;
        }
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(AbortableInputStream.create(new TrackedBody(body, path)))
            .build();
      }

      @Override
      public void abort() {
        assertTrue(sender != null, "aborted before it was sent");
        sender.interrupt();
      }
    }

    /** A body whose request is in flight until the end has been read. */
    private final class TrackedBody extends FilterInputStream {
      private final String path;

      TrackedBody(InputStream body, String path) {
        super(body);
        this.path = path;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
          unread.remove(path);
        }
        return count;
      }
    }
  }
}
