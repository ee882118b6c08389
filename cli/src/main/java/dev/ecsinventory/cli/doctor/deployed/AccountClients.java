package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of the services that only an operator's credentials read; the function has none of them.
 * Endpoints come from the SDK's own variables, as in {@link AwsClients}.
 */
public final class AccountClients implements AutoCloseable {
  private final Region region;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AwsClients shared;

  /**
   * Clients with the credentials of others.
   *
   * @param shared the clients that the function has, too; closed with these
   */
  public AccountClients(String region, AwsClients shared) {
    this.region = Region.of(region);
    this.shared = requireNonNull(shared, "shared is null");
  }

  public String region() {
    return region.id();
  }

  /** The clients that the function has, too. */
  public AwsClients shared() {
    return shared;
  }

  public CloudFormationClient cloudFormation() {
    return built(CloudFormationClient.builder(), region);
  }

  public LambdaClient lambda() {
    return built(LambdaClient.builder(), region);
  }

  public SchedulerClient scheduler() {
    return built(SchedulerClient.builder(), region);
  }

  public IamClient iam() {
    return built(IamClient.builder(), Region.AWS_GLOBAL);
  }

  public SqsClient sqs() {
    return built(SqsClient.builder(), region);
  }

  public SnsClient sns() {
    return built(SnsClient.builder(), region);
  }

  public CloudWatchClient cloudWatch() {
    return built(CloudWatchClient.builder(), region);
  }

  public KmsClient kms() {
    return built(KmsClient.builder(), region);
  }

  public GlueClient glue() {
    return built(GlueClient.builder(), region);
  }

  public AthenaClient athena() {
    return built(AthenaClient.builder(), region);
  }

  /** The Security Token Service of any Region. */
  public StsClient sts(String otherRegion) {
    return built(StsClient.builder(), Region.of(otherRegion));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
      B builder, Region of) {
    return builder.httpClient(http).credentialsProvider(shared.credentials()).region(of).build();
  }

  @Override
  public void close() {
    shared.close();
    http.close();
  }
}
