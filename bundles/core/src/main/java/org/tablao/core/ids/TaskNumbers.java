package org.tablao.core.ids;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Some tasks of a job, as people write them: {@code 1-5,9}. */
public final class TaskNumbers {
    private static final Pattern PART = Pattern.compile("([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

    private record Range(int first, int last) {}

    private final List<Range> ranges;

    private TaskNumbers(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @throws IllegalArgumentException naming the part that is none */
    public static TaskNumbers parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is not a task's number nor a range of them");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("'" + part.strip() + "' ends before it begins");
            }
            ranges.add(new Range(first, last));
        }
        return new TaskNumbers(ranges);
    }

    /** The numbers of them that a job of this size has, from the lowest, each once. */
    public IntStream upTo(int size) {
        return ranges.stream()
                .flatMapToInt(range -> IntStream.rangeClosed(range.first, Math.min(size, range.last)))
                .distinct()
                .sorted();
    }

    public boolean contains(int number) {
        return ranges.stream().anyMatch(range -> number >= range.first && number <= range.last);
    }

    /** The highest of them. */
    public int highest() {
        return ranges.stream().mapToInt(Range::last).max().orElse(0);
    }
}
