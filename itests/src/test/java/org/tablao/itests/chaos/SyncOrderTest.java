package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The look at a trace can fail. */
class SyncOrderTest {
    private static final Path LOG = Path.of("/home/data/store/log");
    private static final String SOCKET = "47<TCP:[127.0.0.1:8081->127.0.0.1:50210]>";
    private static final String ASKED =
            "1 10.0 read(" + SOCKET + ", \"POST /node/v1/lease/J.1.1/report?next=true HTTP/1.1\\r\\n\", 900) = 900";
    private static final String ANSWERED = " write(" + SOCKET + ", \"HTTP/1.1 200 OK\\r\\n\", 200) = 200";

    @Test
    void isContentWithAnAnswerAfterASync() {
        assertEquals(
                new SyncOrder.Verdict(1, List.of()),
                acknowledgements(
                        ASKED,
                        "2 10.1 fdatasync(5</home/data/store/log/log1.dat> <unfinished ...>",
                        "2 10.2 <... fdatasync resumed>) = 0",
                        "3 10.3" + ANSWERED));
    }

    @Test
    void isContentWithAWriteThatIsASync() {
        assertEquals(
                new SyncOrder.Verdict(1, List.of()),
                acknowledgements(
                        "2 9.0 openat(AT_FDCWD, \"/home/data/store/log/log1.dat\", O_RDWR|O_CREAT|O_DSYNC, 0666) = 5</home/data/store/log/log1.dat>",
                        ASKED,
                        "2 10.1 write(5</home/data/store/log/log1.dat>, \"x\", 1) = 1",
                        "3 10.3" + ANSWERED));
    }

    @Test
    void namesAnAnswerThatDidNotWait() {
        SyncOrder.Verdict early = new SyncOrder.Verdict(
                1, List.of("POST /node/v1/lease/J.1.1/report?next=true was acknowledged before it was on the disk"));
        assertEquals(early, acknowledgements(ASKED, "3 10.3" + ANSWERED));
        assertEquals(
                early,
                acknowledgements("2 9.1 fdatasync(5</home/data/store/log/log1.dat>) = 0", ASKED, "3 10.3" + ANSWERED));
        assertEquals(
                early,
                acknowledgements(
                        ASKED,
                        "2 10.1 fdatasync(5</home/data/store/log/log1.dat> <unfinished ...>",
                        "3 10.3" + ANSWERED,
                        "2 10.4 <... fdatasync resumed>) = 0"));
        assertEquals(
                early,
                acknowledgements(
                        "2 9.0 openat(AT_FDCWD, \"/home/data/store/log/log1.dat\", O_RDWR|O_CREAT, 0666) = 5</home/data/store/log/log1.dat>",
                        ASKED,
                        "2 10.1 write(5</home/data/store/log/log1.dat>, \"x\", 1) = 1",
                        "3 10.3" + ANSWERED));
    }

    @Test
    void namesAFileAndAFolderThatWereNotSynced() {
        String report = "1 11.0 write(9<TCP:[a->b]>, \"POST /node/v1/lease/J.1.1/report?next=true HTTP/1.1\", 9) = 9";
        String file = "1 10.0 fsync(7</out/.tablao/J.1.1/f.png>) = 0";
        String rename = "1 12.0 rename(\"/out/.tablao/J.1.1/f.png\", \"/out/f.png\") = 0";
        String folder = "1 13.0 fsync(8</out>) = 0";
        String confirm = "1 14.0 write(9<TCP:[a->b]>, \"POST /node/v1/lease/J.1.1/published HTTP/1.1\", 9) = 9";
        assertEquals(new SyncOrder.Verdict(1, List.of()), publications(file, report, rename, folder, confirm));
        assertEquals(
                new SyncOrder.Verdict(1, List.of("/out/f.png was confirmed before its name was on the disk")),
                publications(file, report, rename, confirm));
        assertEquals(
                new SyncOrder.Verdict(1, List.of("/out/.tablao/J.1.1/f.png was reported before it was on the disk")),
                publications(report, rename, folder, confirm));
    }

    private static SyncOrder.Verdict acknowledgements(String... trace) {
        List<SystemCall> calls = SystemCall.read(List.of(trace));
        return SyncOrder.acknowledgements(calls, SyncOrder.syncsOf(calls, LOG), Set.of("report"));
    }

    private static SyncOrder.Verdict publications(String... trace) {
        return SyncOrder.publications(SystemCall.read(List.of(trace)));
    }
}
