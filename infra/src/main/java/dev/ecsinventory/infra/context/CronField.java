package dev.ecsinventory.infra.context;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a cron expression that is a set of numbers.
 *
 * @param names names of the numbers from {@code least} on; empty if there are none
 */
record CronField(String name, int least, int most, List<String> names) {
  private static final Pattern ITEM =
      Pattern.compile("(?:\\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:/([0-9]{1,4}))?");

  CronField {
    names = List.copyOf(names);
  }

  /** The numbers in a list of values, ranges and steps. */
  SortedSet<Integer> values(String list) {
    SortedSet<Integer> values = new TreeSet<>();
    for (String item : list.split(",", -1)) {
      add(item, values);
    }
    return values;
  }

  /** The number of a single number or name. */
  int value(String text) {
    int value = names.indexOf(text) + least;
    if (!names.contains(text)) {
      value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : most + 1;
    }
    if (value < least || value > most) {
      throw rejected(text);
    }
    return value;
  }

  private void add(String item, SortedSet<Integer> values) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw rejected(item);
    }
    boolean stepped = matcher.group(3) != null;
    int first = matcher.group(1) == null ? least : value(matcher.group(1));
    int last = last(matcher, first, stepped);
    int step = stepped ? Integer.parseInt(matcher.group(3)) : 1;
    if (step == 0 || last < first) {
      throw rejected(item);
    }
    for (int value = first; value <= last; value += step) {
      values.add(value);
    }
  }

  /** {@code 5/15} means from 5 to the end. */
  private int last(Matcher matcher, int first, boolean stepped) {
    if (matcher.group(2) != null) {
      return value(matcher.group(2));
    }
    return matcher.group(1) == null || stepped ? most : first;
  }

  private IllegalArgumentException rejected(String item) {
    return new IllegalArgumentException("has \"" + item + "\" as its " + name);
  }
}
