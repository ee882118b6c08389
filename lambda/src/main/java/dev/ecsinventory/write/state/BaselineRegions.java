package dev.ecsinventory.write.state;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The accounts and Regions that a committed snapshot has read completely; loaded once, lazily. */
final class BaselineRegions {
  /** Sorts before every account. */
  private static final String FIRST = " ";

  private final DynamoDbTable table;
  private Set<String> known;

  BaselineRegions(DynamoDbTable table) {
    this.table = table;
  }

  synchronized boolean isKnown(AccountRegion accountRegion) {
    if (known == null) {
      known = new HashSet<>();
      table
          .partition(TableLayout.PLACES_PARTITION, FIRST)
          .forEach(item -> known.add(item.get(TableLayout.SORT_KEY).s()));
    }
    return known.contains(sortKey(accountRegion));
  }

  void keep(AccountRegion accountRegion) {
    if (!isKnown(accountRegion)) {
      table.putIfAbsent(
          Map.copyOf(DynamoDbTable.key(TableLayout.PLACES_PARTITION, sortKey(accountRegion))));
    }
  }

  private static String sortKey(AccountRegion accountRegion) {
    return accountRegion.accountId() + "/" + accountRegion.region();
  }
}
