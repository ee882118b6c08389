package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.aws.rate.RateLimitedRetryStrategy;
import dev.ecsinventory.aws.rate.ReadRateLimiter;
import dev.ecsinventory.model.AccountRegion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The one place where clients are built. Credentials and endpoints come from the SDK's own
 * variables and properties ({@code AWS_PROFILE}, {@code AWS_ENDPOINT_URL}, {@code
 * AWS_ENDPOINT_URL_ECS}, …), so these are sufficient to direct all clients to an emulator.
 */
public final class AwsClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AwsClients.class);

  /**
   * One of the SDK's two implementations of a call's timeout. The JDK's first compiler, which
   * Lambda uses, can compile calls while only the other one is loaded; they then fail with an
   * IncompatibleClassChangeError when this one is loaded (seen with JDK 25.0.3).
   */
  private static final String TIMEOUT_TRACKER =
      "software.amazon.awssdk.core.internal.http.timers.ApiCallTimeoutTracker";

  static {
    load(TIMEOUT_TRACKER);
    // The JDK keeps five idle connections per host; more calls than that are in progress.
    if (System.getProperty("http.maxConnections") == null) {
      System.setProperty(
          "http.maxConnections", String.valueOf(2 * EcsReader.DEFAULT_CONCURRENT_CALLS));
    }
  }

  private final Supplier<Region> home;
  private final double readsPerSecond;
  private final int concurrentCalls;
  private final Backoff backoff;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider own;
  private final Map<AccountRegion, EcsReader> readers = new ConcurrentHashMap<>();

  /** Clients with the default concurrency limit per account and Region. */
  public AwsClients(String homeRegion, double readsPerSecond, Backoff backoff) {
    this(
        homeRegion,
        readsPerSecond,
        EcsReader.DEFAULT_CONCURRENT_CALLS,
        backoff,
        UrlConnectionHttpClient.create());
  }

  /**
   * Clients for a command that may need none.
   *
   * @param homeRegion called when the first client is built
   */
  public AwsClients(Supplier<String> homeRegion, double readsPerSecond, Backoff backoff) {
    this(
        () -> Region.of(homeRegion.get()),
        readsPerSecond,
        EcsReader.DEFAULT_CONCURRENT_CALLS,
        backoff,
        UrlConnectionHttpClient.create(),
        DefaultCredentialsProvider.builder().build());
  }

  /**
   * Clients of the SDK's own credentials.
   *
   * @param homeRegion Region of the bucket, the table and the Security Token Service
   * @param readsPerSecond request rate to ECS per account and Region
   * @param concurrentCalls concurrency limit of reads per account and Region
   * @param http sends all calls; closed with these clients
   */
  public AwsClients(
      String homeRegion,
      double readsPerSecond,
      int concurrentCalls,
      Backoff backoff,
      SdkHttpClient http) {
    this(
        () -> Region.of(homeRegion),
        readsPerSecond,
        concurrentCalls,
        backoff,
        http,
        DefaultCredentialsProvider.builder().build());
  }

  private AwsClients(
      Supplier<Region> home,
      double readsPerSecond,
      int concurrentCalls,
      Backoff backoff,
      SdkHttpClient http,
      AwsCredentialsProvider own) {
    this.home = home;
    this.readsPerSecond = readsPerSecond;
    this.concurrentCalls = concurrentCalls;
    this.backoff = requireNonNull(backoff, "backoff is null");
    this.http = requireNonNull(http, "http is null");
    this.own = requireNonNull(own, "own is null");
  }

  /** Clients with other credentials instead of the SDK's own; closing them closes these. */
  public AwsClients with(AwsCredentialsProvider credentials) {
    return new AwsClients(home, readsPerSecond, concurrentCalls, backoff, http, credentials);
  }

  /**
   * Clients with the credentials of a role, which the credentials of these assume; closing them
   * closes these.
   *
   * @param sessionName the session's name in the CloudTrail of the role's account
   */
  public AwsClients assuming(String roleArn, Optional<String> externalId, String sessionName) {
    return with(assume(sts(), roleArn, sessionName, externalId, Optional::empty));
  }

  /** The credentials of all clients without an account of their own. */
  public AwsCredentialsProvider credentials() {
    return own;
  }

  /** A builder of a client with the function's own credentials, in the home Region. */
  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B own(B builder) {
    return builder.httpClient(http).credentialsProvider(own).region(home.get());
  }

  public StsClient sts() {
    return own(StsClient.builder()).build();
  }

  public DynamoDbClient dynamoDb() {
    return own(DynamoDbClient.builder()).build();
  }

  public S3Client s3() {
    // Emulators have no wildcard DNS names for buckets, so buckets are addressed by path. Some
    // emulators respond to a chunked body before its last chunk and close the connection: the write
    // succeeded, but appears to have failed. Chunks are for bodies of unknown length; these are in
    // memory.
    return own(S3Client.builder())
        .forcePathStyle(endpointIsOverridden("S3", "s3"))
        .serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
        .build();
  }

  /**
   * AWS Organizations with the credentials of an account; without credentials, the function's own.
   */
  public OrganizationsClient organizations(Optional<AwsCredentialsProvider> credentials) {
    return own(OrganizationsClient.builder()).credentialsProvider(credentials.orElse(own)).build();
  }

  /** AWS Organizations, to list the organization of the function's own account. */
  public OrganizationsClient organization() {
    return own(OrganizationsClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(rateLimited()))
        .build();
  }

  /** AWS Account Management, with the function's own credentials. */
  public AccountClient accountManagement() {
    return own(AccountClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(rateLimited()))
        .build();
  }

  private RateLimitedRetryStrategy rateLimited() {
    return new RateLimitedRetryStrategy(
        new ReadRateLimiter(readsPerSecond, System::nanoTime), backoff);
  }

  /**
   * The event bus of the function's own account and Region. The client does not retry: a call that
   * failed may have been accepted, and an accepted event must not be sent twice.
   */
  public EventBridgeClient eventBridge() {
    return own(EventBridgeClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /** Step Functions, in the function's own account and Region. */
  public SfnClient stepFunctions() {
    return own(SfnClient.builder()).build();
  }

  /**
   * The reader of one account and Region: always the same instance, so that its rate limiter is
   * shared.
   */
  public EcsReader ecs(AccountRegion accountRegion, Optional<AwsCredentialsProvider> credentials) {
    requireNonNull(accountRegion, "accountRegion is null");
    return readers.computeIfAbsent(accountRegion, key -> reader(key, credentials.orElse(own)));
  }

  private EcsReader reader(AccountRegion accountRegion, AwsCredentialsProvider credentials) {
    ReadRateLimiter limiter = new ReadRateLimiter(readsPerSecond, System::nanoTime);
    RateLimitedRetryStrategy retries = new RateLimitedRetryStrategy(limiter, backoff);
    EcsClient client = ecsClient(accountRegion, credentials, retries);
    return new EcsReader(accountRegion, client, limiter, backoff, concurrentCalls);
  }

  private EcsClient ecsClient(
      AccountRegion accountRegion,
      AwsCredentialsProvider credentials,
      RateLimitedRetryStrategy retries) {
    return EcsClient.builder()
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(Region.of(accountRegion.region()))
        .overrideConfiguration(
            options -> options.retryStrategy(retries).addExecutionInterceptor(new EmptyBodyCheck()))
        .build();
  }

  /**
   * Credentials of {@code roleArn}, refreshed while they are used.
   *
   * @param timeout how long the next request may take; empty for as long as the SDK tries
   */
  static AwsCredentialsProvider assume(
      StsClient sts,
      String roleArn,
      String sessionName,
      Optional<String> externalId,
      Supplier<Optional<Duration>> timeout) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            () ->
                AssumeRoleRequest.builder()
                    .roleArn(roleArn)
                    .roleSessionName(sessionName)
                    .externalId(externalId.orElse(null))
                    .overrideConfiguration(options -> limit(options, timeout.get()))
                    .build())
        .build();
  }

  private static void limit(
      AwsRequestOverrideConfiguration.Builder options, Optional<Duration> timeout) {
    timeout.ifPresent(options::apiCallTimeout);
  }

  /** Loads a class before it is used; another version of the SDK may not have it. */
  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException unknown) {
      LOG.debug("{} does not exist", name);
    }
  }

  private static boolean endpointIsOverridden(String variable, String property) {
    return System.getenv("AWS_ENDPOINT_URL_" + variable) != null
        || System.getenv("AWS_ENDPOINT_URL") != null
        || System.getProperty("aws.endpointUrl" + capitalized(property)) != null
        || System.getProperty("aws.endpointUrl") != null;
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  @Override
  public void close() {
    readers.values().forEach(EcsReader::close);
    http.close();
  }
}
