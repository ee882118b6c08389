package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.AccountRole;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The accounts to read: the function's own, and that of each role in the settings. A role of the
 * function's own account replaces the function's own credentials.
 */
public final class Accounts {
  /**
   * The Security Token Service responds within a second. A minute is enough for the SDK's retries,
   * and leaves a run of 15 minutes its time to read the accounts whose roles were assumed.
   */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final StsClient sts;
  private final List<String> roles;
  private final Optional<String> externalId;
  private final String sessionName;

  /**
   * Reads nothing yet.
   *
   * @param externalId external ID that the roles require when they are assumed
   * @param sessionName the session's name in the CloudTrail of the other accounts
   */
  public Accounts(
      StsClient sts, List<String> roles, Optional<String> externalId, String sessionName) {
    this.sts = requireNonNull(sts, "sts is null");
    this.roles = List.copyOf(roles);
    this.externalId = requireNonNull(externalId, "externalId is null");
    this.sessionName = requireNonNull(sessionName, "sessionName is null");
  }

  /** The account whose credentials the function runs with. */
  public String own() {
    return sts.getCallerIdentity().account();
  }

  /**
   * Every account to read, with its role.
   *
   * @param ownAccount as {@link #own} returns it
   */
  public List<AccountRole> configured(String ownAccount) {
    List<AccountRole> accounts = new ArrayList<>();
    if (roles.stream().noneMatch(role -> accountOf(role).equals(ownAccount))) {
      accounts.add(new AccountRole(ownAccount, Optional.empty()));
    }
    roles.forEach(role -> accounts.add(new AccountRole(accountOf(role), Optional.of(role))));
    return accounts;
  }

  /**
   * Makes the credentials of accounts available, in order. All roles are assumed here, so that a
   * denial is known before anything is planned, and concurrently, so that a slow one delays no
   * other.
   *
   * @param ownAccount as {@link #own} returns it
   * @param deadline after which a role is given up, if {@link #LONGEST} has not passed before
   */
  public List<Account> open(List<AccountRole> accounts, String ownAccount, Deadline deadline) {
    Deadline end = deadline.within(LONGEST);
    return Tasks.map(accounts, account -> open(account, ownAccount, end));
  }

  private Account open(AccountRole account, String ownAccount, Deadline end) {
    if (account.role().isPresent()) {
      return assume(account.role().get(), end);
    }
    Optional<Denial> denial =
        account.accountId().equals(ownAccount)
            ? Optional.empty()
            : Optional.of(withoutRole(account.accountId()));
    return new Account(account.accountId(), Optional.empty(), denial);
  }

  /** The function's own credentials must never be used for another account. */
  private static Denial withoutRole(String accountId) {
    return new Denial(
        accountId,
        accountId,
        SdkClientException.create("no role is configured for account " + accountId));
  }

  /** Later requests refresh the credentials during a run, and have no such deadline. */
  private Account assume(String role, Deadline first) {
    AtomicReference<Deadline> end = new AtomicReference<>(first);
    AwsCredentialsProvider credentials =
        AwsClients.assume(sts, role, sessionName, externalId, () -> end.get().left());
    try {
      credentials.resolveCredentials();
      end.set(Deadline.NONE);
      return new Account(accountOf(role), Optional.of(credentials), Optional.empty());
    } catch (SdkException failure) {
      return new Account(
          accountOf(role),
          Optional.empty(),
          Optional.of(new Denial(accountOf(role), role, failure)));
    }
  }

  private static String accountOf(String role) {
    return role.split(":")[4];
  }

  /**
   * An account to read.
   *
   * @param credentials of its role; empty for the function's own
   * @param denial why its role could not be assumed
   */
  public record Account(
      String id, Optional<AwsCredentialsProvider> credentials, Optional<Denial> denial) {}

  /**
   * Why an account cannot be read.
   *
   * @param role the role that could not be assumed, or the account's id without one
   */
  public record Denial(String accountId, String role, SdkException failure) {
    /** The row of {@code read_failures} for a Region in which nothing was read. */
    public ReadFailure in(String region) {
      return isOutOfTime() ? notReached(region) : failed(region);
    }

    private boolean isOutOfTime() {
      return failure instanceof ApiCallTimeoutException;
    }

    private ReadFailure notReached(String region) {
      return new ReadFailure(
          accountId,
          region,
          "AssumeRole",
          role,
          "NotReached",
          "the role could not be assumed in time; the next snapshot tries again",
          FailureKind.NOT_REACHED,
          0);
    }

    private ReadFailure failed(String region) {
      return new ReadFailure(
          accountId,
          region,
          "AssumeRole",
          role,
          Failures.code(failure),
          Failures.message(failure),
          Failures.kind(failure),
          Failures.attempts(failure));
    }
  }
}
