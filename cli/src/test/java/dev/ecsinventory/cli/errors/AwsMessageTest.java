package dev.ecsinventory.cli.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

/** Two lines for each problem with credentials, permissions, the Region and the connection. */
class AwsMessageTest {
  private static SdkException service(String code, String message) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .statusCode(400)
        .build();
  }

  private static SdkException client(String message) {
    return SdkClientException.create(message);
  }

  private static SdkException connection(IOException cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(
            client("Unable to load credentials from any of the providers in the chain …"),
            "there are no AWS credentials",
            "aws sso login"),
        Arguments.of(
            client("Profile file contained no credentials for profile 'x': ProfileFile(…)"),
            "the profile \"x\" does not exist, or has no credentials",
            "--profile"),
        Arguments.of(
            client("Unable to load region from any of the providers in the chain …"),
            "there is no AWS Region",
            "--region"),
        Arguments.of(
            connection(new UnknownHostException("ecs.nowhere-1.amazonaws.com")),
            "ecs.nowhere-1.amazonaws.com is not known",
            "AWS_ENDPOINT_URL"),
        Arguments.of(
            connection(new ConnectException("Connection refused")),
            "there is no connection to AWS: Connection refused",
            "check the network"),
        Arguments.of(
            connection(new SocketTimeoutException("Read timed out")),
            "AWS did not respond in time",
            "check the network"),
        Arguments.of(
            connection(new SSLHandshakeException("PKIX path building failed")),
            "the connection is not secure",
            "check the network"),
        Arguments.of(
            service("ExpiredTokenException", "The security token is expired"),
            "The security token is expired (ExpiredTokenException)",
            "renew them"),
        Arguments.of(
            service("InvalidClientTokenId", "The security token is invalid."),
            "invalid",
            "get-caller-identity"),
        Arguments.of(
            service("AccessDeniedException", "User x is not authorized to perform: y"),
            "is not authorized to perform: y",
            "make this call"),
        Arguments.of(
            service(
                "AccessDeniedException",
                "User arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Audit_1/x is not"
                    + " authorized to perform: y"),
            "is not authorized to perform: y",
            "make this call"),
        Arguments.of(
            service("ThrottlingException", "Rate exceeded"),
            "Rate exceeded",
            "ECS_READS_PER_SECOND"),
        Arguments.of(
            service("PermanentRedirect", "The bucket is in another Region"),
            "another Region",
            "--region"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void namesTheProblemAndTheNextStep(SdkException failure, String problem, String next) {
    String message = AwsMessage.of(failure);

    assertEquals(2, message.lines().count(), message);
    assertTrue(message.lines().findFirst().orElseThrow().contains(problem), message);
    String last = message.lines().toList().getLast();
    assertTrue(last.startsWith("Next: ") && last.contains(next), message);
  }

  /** Without --profile, the SDK tries all sources of credentials and quotes each problem. */
  @Test
  void aCredentialProcessThatFailsIsNamed() {
    ProfileFile file =
        ProfileFile.builder()
            .content(new StringInputStream("[default]\ncredential_process = /bin/false\n"))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    SdkClientException failure =
        assertThrows(
            SdkClientException.class,
            () ->
                AwsCredentialsProviderChain.of(
                        ProfileCredentialsProvider.builder()
                            .profileFile(file)
                            .profileName("default")
                            .build())
                    .resolveCredentials());

    assertEquals(
        """
        the credential_process of the profile failed, and there are no other AWS credentials
        Next: run the program that credential_process names: it must print credentials as JSON\
        """,
        AwsMessage.of(failure));
  }

  /** The SDK itself throws them, as for a profile that a user wrote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws_access_key_id = A",
        "credential_process = /bin/sh -c 'echo SECRET >&2; exit 3'",
        "credential_process = /bin/echo SECRET",
        "credential_process = /bin/echo"
            + " {\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"SECRET\",",
        "credential_process = /no/such/program",
        "role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = p",
        "role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = none"
      })
  void aProfileThatCannotBeUsedHasTwoLines(String content) {
    ProfileFile file =
        ProfileFile.builder()
            .content(new StringInputStream("[profile p]\n" + content + "\n"))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    Exception failure =
        assertThrows(
            Exception.class,
            () ->
                ProfileCredentialsProvider.builder()
                    .profileFile(file)
                    .profileName("p")
                    .build()
                    .resolveCredentials());

    String message =
        failure instanceof SdkException sdk
            ? AwsMessage.of(sdk)
            : AwsMessage.ofProfile(failure).orElseThrow(() -> new AssertionError(failure));

    assertEquals(2, message.lines().count(), message);
    assertTrue(message.lines().toList().getLast().startsWith("Next: "), message);
    assertFalse(message.contains("SECRET"), message);
    assertEquals(Optional.empty(), AwsMessage.ofProfile(new IllegalStateException("a defect")));
  }

  @Test
  void quotesNothingOfTheRequest() {
    String message =
        AwsMessage.of(
            service(
                "SignatureDoesNotMatch",
                "The signature does not match.\n"
                    + "The canonical request was:\n"
                    + "x-amz-security-token:SECRET"));

    assertFalse(message.contains("SECRET"), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void addsTheNextStepOfTheFirstReadFailure() {
    assertEquals(
        "nothing was read:\n  - a: denied (AccessDeniedException)\n"
            + "Next: let the identity that \"aws sts get-caller-identity\" shows make this call",
        AwsMessage.withNext("nothing was read:\n  - a: denied (AccessDeniedException)"));
    assertEquals("failed (ServerException)", AwsMessage.withNext("failed (ServerException)"));
  }
}
