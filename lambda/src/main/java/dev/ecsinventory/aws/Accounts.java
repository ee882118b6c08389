package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The accounts to read: the function's own, and that of each role in the settings. A role of the
 * function's own account stands in for it.
 */
public final class Accounts {
  private final StsClient sts;
  private final List<String> roles;
  private final Optional<String> externalId;
  private final String sessionName;

  /**
   * Reads nothing yet.
   *
   * @param externalId what the roles ask for when they are assumed
   * @param sessionName how the other accounts' CloudTrail names us
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
   * Makes an account's credentials available. Its role is assumed at once, so that a denial is
   * known before anything is planned.
   *
   * @param ownAccount as {@link #own} returns it
   */
  public Account open(AccountRole account, String ownAccount) {
    return account
        .role()
        .map(this::assume)
        .orElseGet(
            () ->
                new Account(
                    account.accountId(),
                    Optional.empty(),
                    account.accountId().equals(ownAccount)
                        ? Optional.empty()
                        : Optional.of(withoutRole(account.accountId()))));
  }

  /** The function's own credentials must never read in the name of another account. */
  private static Refusal withoutRole(String accountId) {
    return new Refusal(
        accountId, SdkClientException.create("no role is configured for account " + accountId));
  }

  private Account assume(String role) {
    AwsCredentialsProvider credentials = AwsClients.assume(sts, role, sessionName, externalId);
    try {
      credentials.resolveCredentials();
      return new Account(accountOf(role), Optional.of(credentials), Optional.empty());
    } catch (SdkException failure) {
      return new Account(
          accountOf(role),
          Optional.empty(),
          Optional.of(new Refusal(accountOf(role), role, failure)));
    }
  }

  private static String accountOf(String role) {
    return role.split(":")[4];
  }

  /**
   * An account to read.
   *
   * @param credentials of its role; empty for the function's own
   * @param refusal why its role could not be assumed
   */
  public record Account(
      String id, Optional<AwsCredentialsProvider> credentials, Optional<Refusal> refusal) {}

  /**
   * Why an account cannot be read.
   *
   * @param role the role that could not be assumed, or the account's id without one
   */
  public record Refusal(String accountId, String role, SdkException failure) {
    Refusal(String accountId, SdkException failure) {
      this(accountId, accountId, failure);
    }

    /** The row that says that nothing was read in {@code region}. */
    public ReadFailure in(String region) {
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
