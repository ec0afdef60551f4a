package org.tablao.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of {@code job submit} that say how a job is to be scheduled. */
final class SchedulingOptions {
    private final Arguments arguments;

    SchedulingOptions(Arguments arguments) {
        this.arguments = arguments;
    }

    /** What was said of it, as the API takes it; empty where nothing was. */
    Map<String, Object> read() throws CliException {
        Map<String, Object> scheduling = new LinkedHashMap<>();
        text("--start-after", "startAfter", scheduling);
        texts("--depends-on", "dependsOn", scheduling);
        texts("--tag", "tags", scheduling);
        texts("--require", "requirements", scheduling);
        put("needs", needs(), scheduling);
        put("terms", terms(), scheduling);
        return scheduling;
    }

    private Map<String, Object> needs() throws CliException {
        Map<String, Object> needs = new LinkedHashMap<>();
        count("--slots", "slots", needs);
        String memory = arguments.option("--memory", "");
        if (!memory.isEmpty()) {
            needs.put("memoryBytes", bytes(memory));
        }
        count("--gpus", "gpus", needs);
        Map<String, Object> limits = new LinkedHashMap<>();
        for (String pair : arguments.all("--limit")) {
            String[] nameAndAmount = pair.split("=", 2);
            String amount = nameAndAmount.length < 2 ? "1" : nameAndAmount[1];
            limits.put(nameAndAmount[0], wholeNumber("--limit", amount));
        }
        put("limits", limits, needs);
        return needs;
    }

    private Map<String, Object> terms() throws CliException {
        Map<String, Object> terms = new LinkedHashMap<>();
        text("--order", "order", terms);
        count("--max-running", "maxRunning", terms);
        count("--attempts", "attempts", terms);
        count("--failure-limit", "failureLimit", terms);
        seconds("--task-timeout", "taskSeconds", terms);
        seconds("--silent-timeout", "silentSeconds", terms);
        return terms;
    }

    private void text(String option, String field, Map<String, Object> target) {
        String text = arguments.option(option, "");
        if (!text.isEmpty()) {
            target.put(field, text);
        }
    }

    private void texts(String option, String field, Map<String, Object> target) {
        List<String> texts = arguments.all(option);
        if (!texts.isEmpty()) {
            target.put(field, texts);
        }
    }

    private void count(String option, String field, Map<String, Object> target) throws CliException {
        String text = arguments.option(option, "");
        if (!text.isEmpty()) {
            target.put(field, wholeNumber(option, text));
        }
    }

    private void seconds(String option, String field, Map<String, Object> target) throws CliException {
        String text = arguments.option(option, "");
        if (!text.isEmpty()) {
            try {
                target.put(field, Double.parseDouble(text));
            } catch (NumberFormatException e) {
                throw CliException.usage(option + " " + text + " is not a number of seconds");
            }
        }
    }

    private static void put(String field, Map<String, Object> part, Map<String, Object> target) {
        if (!part.isEmpty()) {
            target.put(field, part);
        }
    }

    /** {@code 4096}, {@code 512M}, {@code 8G}: powers of 1024. */
    private static long bytes(String text) throws CliException {
        int power = "KMGT".indexOf(Character.toUpperCase(text.charAt(text.length() - 1))) + 1;
        String number = power == 0 ? text : text.substring(0, text.length() - 1);
        return wholeNumber("--memory", number) << (10 * power);
    }

    private static long wholeNumber(String option, String text) throws CliException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CliException.usage(option + " " + text + " is not a whole number");
        }
    }
}
