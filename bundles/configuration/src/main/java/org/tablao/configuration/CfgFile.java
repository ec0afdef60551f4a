package org.tablao.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code .cfg} file says: {@code key = value} lines, {@code #} comments, UTF-8.
 *
 * @param values by key, in the file's order
 * @param problems lines that say nothing
 */
record CfgFile(Map<String, String> values, List<Problem> problems) {

    /** What is wrong with a key, or with a line where there is no key. */
    record Problem(String key, String reason) {}

    static CfgFile read(Path file) throws IOException {
        try {
            return parse(Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    static CfgFile parse(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (key.isEmpty()) {
                problems.add(new Problem("line " + (i + 1), "is not of the form key = value"));
            } else if (values.putIfAbsent(key, line.substring(equals + 1).strip()) != null) {
                problems.add(new Problem(key, "is there twice, the first one counts"));
            }
        }
        return new CfgFile(values, problems);
    }
}
