package dev.ecsinventory.cli.aws;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.errors.AwsMessage;
import dev.ecsinventory.config.InvalidInputException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/**
 * The Regions that an account has enabled, as AWS lists them: the SDK does not know newer Regions,
 * nor those that an account opted in to.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html">
 *     ListRegions</a>
 */
public final class RegionsOfAccount {
  private RegionsOfAccount() {}

  /**
   * The Regions, sorted by name.
   *
   * @throws InvalidInputException when they cannot be listed
   */
  public static List<String> of(AwsClients clients, String homeRegion) {
    try (SdkHttpClient http = UrlConnectionHttpClient.create();
        AccountClient account =
            AccountClient.builder()
                .httpClient(http)
                .credentialsProvider(clients.credentials())
                .region(Region.of(homeRegion))
                .build()) {
      return account
          .listRegionsPaginator(
              request ->
                  request.regionOptStatusContains(
                      RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT))
          .regions()
          .stream()
          .map(region -> region.regionName())
          .sorted()
          .toList();
    } catch (SdkException failure) {
      throw new InvalidInputException(
          "the Regions of the account cannot be listed",
          List.of(
              "--all-regions: %s".formatted(AwsMessage.of(failure).lines().findFirst().orElse("")),
              "let the identity call account:ListRegions, or name each Region with --region"));
    }
  }
}
