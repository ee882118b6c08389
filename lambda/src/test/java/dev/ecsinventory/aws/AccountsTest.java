package dev.ecsinventory.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The time limit only ends a test that hangs. */
@Timeout(120)
class AccountsTest {
  private static final String OWN = "999999999999";
  private static final String CREDENTIALS =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
      <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/x/y</Arn><AssumedRoleId>a:b</AssumedRoleId>
      </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
      """;

  /** An STS that responds as soon as {@code open} reaches zero. */
  private record Gate(CountDownLatch arrived, CountDownLatch open) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          arrived.countDown();
          await(open);
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(CREDENTIALS.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {
          // The interrupt ends the call.
        }
      };
    }

    private static void await(CountDownLatch latch) throws IOException {
      try {
        latch.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", stop);
      }
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  private static List<Account> all(SdkHttpClient http, List<String> roles, Deadline deadline) {
    try (AwsClients clients = new AwsClients("us-east-1", 10, 1, Backoff.DEFAULT, http)) {
      Accounts accounts = new Accounts(clients.sts(), roles, Optional.empty(), "test");
      return accounts.open(accounts.configured(OWN), OWN, deadline);
    }
  }

  private static List<String> roles(int count) {
    return IntStream.range(0, count).mapToObj("arn:aws:iam::%012d:role/reader"::formatted).toList();
  }

  /** STS responds after all requests have arrived, so sequential requests would never end. */
  @Test
  void assumesAllRolesConcurrently() {
    CountDownLatch arrived = new CountDownLatch(75);
    List<Account> accounts = all(new Gate(arrived, arrived), roles(75), Deadline.NONE);
    assertEquals(76, accounts.size());
    assertEquals(OWN, accounts.getFirst().id());
    for (int index = 0; index < 75; index++) {
      Account account = accounts.get(index + 1);
      assertEquals("%012d".formatted(index), account.id());
      assertTrue(account.credentials().isPresent(), account::toString);
    }
  }

  @Test
  void reportsRolesBeyondTheDeadlineAsNotReached() {
    Gate unresponsive = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    Deadline deadline = Deadline.in(Duration.ofMillis(50), Clock.systemUTC());
    List<Account> accounts = all(unresponsive, roles(3), deadline);
    assertEquals(4, accounts.size());
    for (Account account : accounts.subList(1, 4)) {
      ReadFailure failure = account.denial().orElseThrow().in("eu-west-1");
      assertEquals(FailureKind.NOT_REACHED, failure.kind());
      assertEquals("NotReached", failure.errorCode());
      assertEquals(account.id(), failure.accountId());
      assertEquals("eu-west-1", failure.region());
    }
  }
}
