package dev.ecsinventory.cli.engine;

import dev.ecsinventory.aws.PatientHttp;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS clients for the engines. */
public final class Clients {
  private Clients() {}

  public static S3Client of(EmbeddedS3 s3, AwsBasicCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(PatientHttp.client())
        .serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
        .build();
  }

  public static DynamoDbClient of(
      EmbeddedDynamoDb dynamoDb, AwsBasicCredentials credentials, Region region) {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb.endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(PatientHttp.client())
        .build();
  }
}
