package org.tablao.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Sums the {@code TEST-*.xml} of a folder, and fails where none is or none holds a test. */
public final class CountTests {

    private int run;
    private int failed;
    private int skipped;

    private CountTests() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        CountTests sum = new CountTests();
        for (Path report : reports(folder)) {
            sum.add(report);
        }
        System.out.println(
                folder + ": " + sum.run + " tests ran, of them failed " + sum.failed + ", skipped " + sum.skipped);
        if (sum.run == 0) {
            throw new IOException("No test ran: " + folder + " holds no report with a test.");
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList();
        }
    }

    private void add(Path report) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
            run += number(root, "tests");
            failed += number(root, "failures") + number(root, "errors");
            skipped += number(root, "skipped");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is not a report of tests", e);
        }
    }

    private static int number(Element element, String name) {
        String text = element.getAttribute(name);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
