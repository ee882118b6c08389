package dev.ecsinventory.simulator.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credentials that AssumeRole issues. The access key contains the account and the session token
 * contains the session, so they are valid beyond the simulator that issued them.
 */
public record SessionCredentials(String accessKey, String secretKey, String token) {
  private static final Pattern ACCESS_KEY = Pattern.compile("ASIA(\\d{12})SIMU");

  public SessionCredentials {
    requireNonNull(accessKey, "accessKey is null");
    requireNonNull(secretKey, "secretKey is null");
    requireNonNull(token, "token is null");
  }

  public static SessionCredentials issue(String account, String sessionArn) {
    String token = Base64.getEncoder().encodeToString((account + " " + sessionArn).getBytes(UTF_8));
    return new SessionCredentials(
        "ASIA" + account + "SIMU", "simulated/" + account + "/simulated/secret+", token);
  }

  /**
   * The caller with an access key: the assumed role's session, otherwise a user of the fleet's
   * first account.
   */
  public static Caller caller(Signature signature, Optional<String> token, FleetIndex fleet) {
    Matcher matcher = ACCESS_KEY.matcher(signature.accessKey());
    if (!matcher.matches()) {
      FleetRegion fleetRegion = new FleetRegion(fleet.firstAccount(), signature.region());
      String partition = FleetRegion.partition(signature.region());
      return new Caller(
          fleetRegion, "arn:%s:iam::%s:user/simulator".formatted(partition, fleetRegion.account()));
    }
    FleetRegion fleetRegion = new FleetRegion(matcher.group(1), signature.region());
    return new Caller(fleetRegion, session(fleetRegion.account(), token));
  }

  private static String session(String account, Optional<String> token) {
    try {
      String text = new String(Base64.getDecoder().decode(token.orElse("")), UTF_8);
      if (text.startsWith(account + " ")) {
        return text.substring(account.length() + 1);
      }
    } catch (IllegalArgumentException e) {
      // Not Base64, so it is not a valid token and is rejected below.
    }
    throw Errors.invalidSecurityToken();
  }
}
