package dev.ecsinventory.simulator.sts;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Errors;
import dev.ecsinventory.simulator.protocol.SessionCredentials;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Issues credentials for a role of an account of the fleet. */
record AssumeRole(Map<String, String> form, Caller caller, FleetIndex fleet) {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:(aws[a-z0-9-]*):iam::(\\d{12}):role/(?:[^:]+/)?([\\w+=,.@-]+)");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int DEFAULT_SECONDS = 3600;
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;

  /** The XML inside {@code AssumeRoleResult}. */
  String result(Instant now) {
    String roleArn = form.getOrDefault("RoleArn", "");
    Matcher role = ROLE_ARN.matcher(roleArn);
    if (!role.matches()) {
      throw Errors.validation(roleArn + " is invalid");
    }
    String session = sessionName();
    Instant expiration = now.plusSeconds(seconds()).truncatedTo(ChronoUnit.SECONDS);
    if (!exists(role.group(2)) || !fleet.account(role.group(2)).map(this::trusts).orElse(true)) {
      throw Errors.roleDenied(caller, roleArn);
    }
    String sessionArn =
        "arn:%s:sts::%s:assumed-role/%s/%s"
            .formatted(role.group(1), role.group(2), role.group(3), session);
    return xml(
        SessionCredentials.issue(role.group(2), sessionArn), sessionArn, session, expiration);
  }

  /** A member of the organization without ECS resources exists, too; a suspended one does not. */
  private boolean exists(String account) {
    return fleet
        .member(account)
        .map(Organization.Member::isUsable)
        .orElse(fleet.account(account).isPresent());
  }

  private boolean trusts(Fleet.Account account) {
    return account.externalId().isEmpty()
        || account.externalId().equals(Optional.ofNullable(form.get("ExternalId")));
  }

  private String sessionName() {
    String name = form.getOrDefault("RoleSessionName", "");
    if (!SESSION_NAME.matcher(name).matches()) {
      throw Errors.validation(
          ("Value '%s' at 'roleSessionName' failed to satisfy constraint: Member must satisfy"
                  + " regular expression pattern: [\\w+=,.@-]*")
              .formatted(name));
    }
    return name;
  }

  private int seconds() {
    String text = form.getOrDefault("DurationSeconds", String.valueOf(DEFAULT_SECONDS));
    int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw Errors.validation(
          ("Value '%s' at 'durationSeconds' failed to satisfy constraint: Member must have a value"
                  + " from %d to %d")
              .formatted(text, MIN_SECONDS, MAX_SECONDS));
    }
    return seconds;
  }

  private static String xml(
      SessionCredentials credentials, String sessionArn, String session, Instant expiration) {
    return "<AssumedRoleUser>"
        + Xml.element("AssumedRoleId", "AROASIMULATOR:" + session)
        + Xml.element("Arn", sessionArn)
        + "</AssumedRoleUser><Credentials>"
        + Xml.element("AccessKeyId", credentials.accessKey())
        + Xml.element("SecretAccessKey", credentials.secretKey())
        + Xml.element("SessionToken", credentials.token())
        + Xml.element("Expiration", expiration.toString())
        + "</Credentials>";
  }
}
