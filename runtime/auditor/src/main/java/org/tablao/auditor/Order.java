package org.tablao.auditor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be audited.
 *
 * @param atRest whether all jobs are expected to have ended and all events to have arrived
 * @param leftoversAfter how old the folder of an attempt that has ended may be
 * @param overlap how long two attempts of a task may have run at once
 */
record Order(List<Path> homes, boolean atRest, Duration leftoversAfter, Duration overlap) {
    static final String USAGE =
            """
            tablao audit verify --home FOLDER [--home FOLDER …] [--at-rest] [--leftovers-after SECONDS] [--overlap SECONDS]

            Checks that what a farm keeps fits together: rows, published files, folders, processes. Give the homes of all its nodes that
            are on this host; none of them may run. Nothing is changed.

              --at-rest                   all jobs have ended and the server has heard of it: nothing may be under way
              --leftovers-after SECONDS   how old the folder of an ended attempt may be, else 3600
              --overlap SECONDS           how long two attempts of a task may have run at once, else 15
            """;

    static Order parse(List<String> line) throws Refused {
        List<String> words = new ArrayList<>(line);
        if (words.isEmpty() || !words.remove(0).equals("verify")) {
            throw new Refused(ExitCode.USAGE, USAGE);
        }
        List<Path> homes = new ArrayList<>();
        boolean atRest = false;
        Duration leftovers = Duration.ofHours(1);
        Duration overlap = Duration.ofSeconds(15);
        while (!words.isEmpty()) {
            String option = words.remove(0);
            switch (option) {
                case "--at-rest" -> atRest = true;
                case "--home" -> homes.add(Path.of(value(option, words)).toAbsolutePath());
                case "--leftovers-after" -> leftovers = seconds(option, words);
                case "--overlap" -> overlap = seconds(option, words);
                default -> throw new Refused(ExitCode.USAGE, "\"" + option + "\" is not understood.\n\n" + USAGE);
            }
        }
        if (homes.isEmpty()) {
            throw new Refused(ExitCode.USAGE, "--home is missing.\n\n" + USAGE);
        }
        return new Order(List.copyOf(homes), atRest, leftovers, overlap);
    }

    private static Duration seconds(String option, List<String> words) throws Refused {
        String value = value(option, words);
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
        } catch (NumberFormatException e) {
            throw new Refused(ExitCode.USAGE, option + " is \"" + value + "\", which is no number of seconds.");
        }
    }

    private static String value(String option, List<String> words) throws Refused {
        if (words.isEmpty()) {
            throw new Refused(ExitCode.USAGE, option + " needs a value.");
        }
        return words.remove(0);
    }
}
