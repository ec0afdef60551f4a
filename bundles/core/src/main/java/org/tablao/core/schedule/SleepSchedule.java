package org.tablao.core.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a worker sleeps: {@code mon-fri 09:00-18:00; sat 10:00-12:00}. Days left out are all days; a time that ends before it
 * begins ends on the day after; {@code 24:00} is the end of a day.
 */
public final class SleepSchedule {
    private static final int DAY = 24 * 60;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern PART =
            Pattern.compile("(?:(\\S+)\\s+)?([0-2]?[0-9]):([0-5][0-9])\\s*-\\s*([0-2]?[0-9]):([0-5][0-9])");

    /** In minutes of the day; {@code to} may be on the next. */
    private record Span(Set<DayOfWeek> days, int from, int to) {}

    private final List<Span> spans;

    private SleepSchedule(List<Span> spans) {
        this.spans = spans;
    }

    /**
     * An empty text never sleeps.
     *
     * @throws IllegalArgumentException saying which part is malformed
     */
    public static SleepSchedule parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(";", -1)) {
            spans.add(span(part.strip().toLowerCase(Locale.ROOT)));
        }
        return new SleepSchedule(List.copyOf(spans));
    }

    /** Whether it sleeps at this moment, by the clocks of a zone. */
    public boolean isAsleep(long millis, ZoneId zone) {
        if (spans.isEmpty()) {
            return false;
        }
        LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
        LocalTime time = now.toLocalTime();
        int minute = time.getHour() * 60 + time.getMinute();
        DayOfWeek today = now.getDayOfWeek();
        return spans.stream()
                .anyMatch(span -> (span.days.contains(today) && minute >= span.from && minute < span.to)
                        || (span.days.contains(today.minus(1)) && minute + DAY < span.to));
    }

    private static Span span(String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw malformed(part, "is not of the form mon-fri 09:00-18:00");
        }
        int from = minute(part, matcher.group(2), matcher.group(3));
        int to = minute(part, matcher.group(4), matcher.group(5));
        if (from == to || from == DAY) {
            throw malformed(part, "begins when it ends");
        }
        String days = matcher.group(1) == null ? "mon-sun" : matcher.group(1);
        return new Span(days(part, days), from, to > from ? to : to + DAY);
    }

    private static int minute(String part, String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        if (minutes > DAY) {
            throw malformed(part, "has a time after 24:00");
        }
        return minutes;
    }

    private static Set<DayOfWeek> days(String part, String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            int first = DAYS.indexOf(ends[0]);
            int last = DAYS.indexOf(ends[ends.length - 1]);
            if (ends.length > 2 || first < 0 || last < 0) {
                throw malformed(part, "has days that are none: " + range);
            }
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static IllegalArgumentException malformed(String part, String why) {
        return new IllegalArgumentException("'" + part + "' " + why);
    }
}
