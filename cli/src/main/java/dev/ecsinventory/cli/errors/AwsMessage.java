package dev.ecsinventory.cli.errors;

import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.model.VisibleText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The message for a problem with credentials, the Region or the connection, in two lines: the
 * problem and the next step.
 */
public final class AwsMessage {
  /**
   * The abbreviation by itself: names of roles such as AWSReservedSSO_Audit also have these
   * letters.
   */
  private static final Pattern SSO = Pattern.compile("\\bSSO\\b");

  private static final String LOG_IN =
      "run \"aws sso login\" or \"aws configure\", or name a profile with --profile or AWS_PROFILE";
  private static final String PROCESS =
      "run the program that credential_process names: it must print credentials as JSON";
  private static final String RENEW =
      "renew them, for example with \"aws sso login --profile NAME\", and run the command again";
  private static final String PERMISSION =
      "let the identity that \"aws sts get-caller-identity\" shows make this call";
  private static final String CONNECTION =
      "check the network, the proxy (-Dhttps.proxyHost in JAVA_TOOL_OPTIONS), and AWS_ENDPOINT_URL";
  private static final String REGION =
      "name a Region with --region, AWS_REGION, or region in the profile";

  /** The SDK's message also quotes the file. */
  private static final Pattern NO_PROFILE =
      Pattern.compile("^Profile file contained no credentials for profile '([^']*)'");

  /** The error code at the end of a line that describes a read failure. */
  private static final Pattern CODE = Pattern.compile("\\((\\w+)\\)$", Pattern.MULTILINE);

  private AwsMessage() {}

  /** The problem and, if one is known, the next step on a second line. */
  public static String of(SdkException failure) {
    String problem = VisibleText.of(problem(failure));
    return next(failure).map(step -> problem + "\nNext: " + step).orElse(problem);
  }

  /**
   * The message for an exception that the SDK throws while it reads a profile or runs its
   * credential process, which is no {@link SdkException}; empty for any other. Its causes are not
   * quoted, because they contain what the process printed.
   */
  public static Optional<String> ofProfile(Exception failure) {
    boolean isProfile =
        Arrays.stream(failure.getStackTrace())
            .map(StackTraceElement::getClassName)
            .anyMatch(
                name ->
                    name.startsWith("software.amazon.awssdk.auth.credentials.")
                        || name.startsWith("software.amazon.awssdk.profiles."));
    return isProfile
        ? Optional.of(
            "there are no usable credentials: %s%nNext: %s"
                .formatted(
                    VisibleText.of(
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("")),
                    LOG_IN))
        : Optional.empty();
  }

  /** {@code message} and, if its first error code has one, the next step on a further line. */
  public static String withNext(String message) {
    Matcher code = CODE.matcher(message);
    Optional<String> step = code.find() ? next(code.group(1)) : Optional.empty();
    return step.map(text -> message + "\nNext: " + text).orElse(message);
  }

  /** The next step after a failure with an error code of AWS; empty if none is known. */
  private static Optional<String> next(String code) {
    return switch (code) {
      case "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired" ->
          Optional.of(RENEW);
      case "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure" ->
          Optional.of(
              "check the credentials (\"aws sts get-caller-identity\"), and that the account has"
                  + " the Region enabled");
      case "RequestTimeTooSkewed" -> Optional.of("set the clock of this machine");
      case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized" ->
          Optional.of(PERMISSION);
      case "OptInRequired" -> Optional.of("enable the Region in the account, or leave it out");
      case "ThrottlingException", "Throttling", "RequestLimitExceeded" ->
          Optional.of("run the command again later, or lower ECS_READS_PER_SECOND");
      case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
          Optional.of("name the bucket's Region with --region or AWS_REGION");
      default -> Optional.empty();
    };
  }

  private static Optional<String> next(SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (isProcess(message)) {
      return Optional.of(PROCESS);
    }
    if (isCredentials(message)) {
      return Optional.of(message.contains("expired") ? RENEW : LOG_IN);
    }
    if (isRegion(message)) {
      return Optional.of(REGION);
    }
    return connection(failure).isPresent() ? Optional.of(CONNECTION) : next(Failures.code(failure));
  }

  private static String problem(SdkException failure) {
    // Further lines quote the request.
    String message = Failures.message(failure).lines().findFirst().orElse("");
    if (isProcess(message)) {
      return "the credential_process of the profile failed, and there are no other AWS credentials";
    }
    if (message.startsWith("Unable to load credentials from any")) {
      return "there are no AWS credentials";
    }
    if (isRegion(message)) {
      return "there is no AWS Region";
    }
    Matcher profile = NO_PROFILE.matcher(message);
    if (profile.find()) {
      return "the profile \"%s\" does not exist, or has no credentials".formatted(profile.group(1));
    }
    return connection(failure).orElseGet(() -> withCode(failure, message));
  }

  private static String withCode(SdkException failure, String message) {
    String code = Failures.code(failure);
    return code.endsWith("Exception") && failure.getClass().getSimpleName().equals(code)
        ? message
        : "%s (%s)".formatted(message, code);
  }

  /** The chain of providers quotes the reason of each. */
  private static boolean isProcess(String message) {
    return message.contains("process-based credentials");
  }

  private static boolean isCredentials(String message) {
    return message.contains("credentials")
        || message.contains("Profile file contained no")
        || SSO.matcher(message).find()
        || message.contains("'sso' service module");
  }

  private static boolean isRegion(String message) {
    return message.contains("Unable to load region") || message.contains("Unable to find a region");
  }

  /** The problem of the connection, which is a cause of the failure. */
  private static Optional<String> connection(SdkException failure) {
    if (failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException) {
      return Optional.of("AWS did not respond in time");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> problem =
          switch (cause) {
            case UnknownHostException host ->
                Optional.of("the host %s is not known".formatted(host.getMessage()));
            case ConnectException failed ->
                Optional.of("there is no connection to AWS: " + failed.getMessage());
            case NoRouteToHostException noRoute ->
                Optional.of("there is no connection to AWS: " + noRoute.getMessage());
            case SocketTimeoutException late ->
                Optional.of("AWS did not respond in time: " + late.getMessage());
            case SSLException untrusted ->
                Optional.of("the connection is not secure: " + untrusted.getMessage());
            default -> Optional.empty();
          };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
