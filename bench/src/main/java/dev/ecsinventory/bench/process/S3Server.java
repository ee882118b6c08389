package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.engine.EmbeddedS3;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Serves S3 until it is stopped. */
final class S3Server {
  private S3Server() {}

  public static void main(String[] arguments) throws InterruptedException {
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(EngineProperties.ACCESS_KEY, EngineProperties.SECRET_KEY);
    try (EmbeddedS3 s3 = EmbeddedS3.inMemory(credentials)) {
      s3.createBucket(EngineProperties.BUCKET);
      System.out.println(s3.endpoint());
      new CountDownLatch(1).await();
    }
  }
}
