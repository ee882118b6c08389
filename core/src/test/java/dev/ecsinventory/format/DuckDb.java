package dev.ecsinventory.format;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** DuckDB, an independent reader of the files. */
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  public DuckDb() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      query("SET TimeZone = 'UTC'");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The rows of a query, with nested values as lists. */
  public List<List<Object>> query(String sql) {
    try (Statement statement = connection.createStatement()) {
      List<List<Object>> rows = new ArrayList<>();
      if (!statement.execute(sql)) {
        return rows;
      }
      try (ResultSet result = statement.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            row.add(plain(result.getObject(column)));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static Object plain(Object value) throws SQLException {
    return switch (value) {
      case Array array -> list((Object[]) array.getArray());
      case Struct struct -> list(struct.getAttributes());
      case null -> null;
      case java.time.OffsetDateTime time -> time.toInstant();
      case java.sql.Timestamp time -> time.toLocalDateTime().toInstant(java.time.ZoneOffset.UTC);
      default -> value;
    };
  }

  private static List<Object> list(Object[] values) throws SQLException {
    List<Object> list = new ArrayList<>();
    for (Object value : Arrays.asList(values)) {
      list.add(plain(value));
    }
    return list;
  }

  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
