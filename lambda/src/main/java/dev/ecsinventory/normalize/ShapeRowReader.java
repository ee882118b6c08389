package dev.ecsinventory.normalize;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Derived;
import dev.ecsinventory.schema.Source.Other;
import dev.ecsinventory.schema.Source.Parent;
import dev.ecsinventory.schema.Source.Requested;
import dev.ecsinventory.schema.Source.Snapshot;
import dev.ecsinventory.schema.Source.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** Fills the columns of a dataset whose source is the described resource or its parent. */
final class ShapeRowReader {
  private final List<Filler<?>> fillers;
  private final List<Others> others;

  private ShapeRowReader(List<Filler<?>> fillers, List<Others> others) {
    this.fillers = List.copyOf(fillers);
    this.others = List.copyOf(others);
  }

  static ShapeRowReader of(Dataset dataset) {
    List<Filler<?>> fillers = new ArrayList<>();
    List<Others> others = new ArrayList<>();
    for (Column<?> column : dataset.columns()) {
      switch (column.source()) {
        case Api api -> fillers.add(Filler.of(column, false, api.path()));
        case Parent parent -> fillers.add(Filler.of(column, true, parent.path()));
        case Requested requested -> {}
        case Derived derived -> fillers.add(Filler.derived(column, derived));
        case Snapshot snapshot -> {}
        case Other other -> others.add(Others.of(dataset, column, other));
        case Stage stage -> {}
      }
    }
    return new ShapeRowReader(fillers, others);
  }

  void read(Row.Builder row, SdkPojo resource) {
    read(row, resource, null);
  }

  void read(Row.Builder row, SdkPojo resource, SdkPojo parent) {
    for (Filler<?> filler : fillers) {
      filler.fill(row, resource, parent);
    }
    others.forEach(column -> row.set(column.column(), column.members().read(resource)));
  }

  /** The column of the members that have none. */
  private record Others(Column<String> column, OtherMembers members) {
    @SuppressWarnings("unchecked") // A column of this source is one of text.
    static Others of(Dataset dataset, Column<?> column, Other source) {
      return new Others((Column<String>) column, OtherMembers.of(dataset, source));
    }
  }

  /**
   * Fills one column.
   *
   * @param ofParent whether the value is the parent's, not the resource's own
   * @param derived computes the value from the field that is read; null where the field is the
   *     value
   */
  private record Filler<T>(
      Column<T> column,
      boolean ofParent,
      ShapePath path,
      Function<String, ?> derived,
      ValueReader reader) {
    static <T> Filler<T> of(Column<T> column, boolean ofParent, List<String> path) {
      return new Filler<>(
          column, ofParent, new ShapePath(path), null, ValueReader.of(column.type()));
    }

    static <T> Filler<T> derived(Column<T> column, Derived source) {
      return new Filler<>(
          column,
          false,
          new ShapePath(source.path()),
          source.function(),
          ValueReader.of(column.type()));
    }

    @SuppressWarnings("unchecked") // A reader of a type returns values of that type.
    void fill(Row.Builder row, SdkPojo resource, SdkPojo parent) {
      Object value = path.of(ofParent ? parent : resource);
      if (derived != null && value != null) {
        value = derived.apply((String) value);
      }
      row.set(column, (T) reader.read(value));
    }
  }
}
