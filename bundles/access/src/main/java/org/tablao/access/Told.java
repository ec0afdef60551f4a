package org.tablao.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.AuditRow;

/**
 * Entries that wait to be written. In each span of time the first ones of a kind are kept whole, those that follow as their number:
 * what waits is bounded, and so is what a flood writes. Guards itself.
 */
final class Told {
    static final Duration SPAN = Duration.ofSeconds(10);
    /** Of a kind in a span. */
    static final int WHOLE = 10;

    static final int MOST_KINDS = 1_000;

    private static final Kind ALL_OTHERS = new Kind("(many)", "", "(many)", "(many)", "");

    private record Kind(String who, String kind, String action, String outcome, String address) {
        static Kind of(AuditRow entry) {
            return new Kind(entry.who(), entry.kind(), entry.action(), entry.outcome(), entry.address());
        }
    }

    private static final class Count {
        private int whole;
        private long more;
        private AuditRow first;
        private AuditRow last;
    }

    private final Ticker ticker;
    private final Map<Kind, Count> counts = new LinkedHashMap<>();
    private final List<AuditRow> unwritten = new ArrayList<>();
    private long spanBegan;

    Told(Ticker ticker) {
        this.ticker = ticker;
        this.spanBegan = ticker.nanos();
    }

    synchronized void add(AuditRow entry) {
        Kind own = Kind.of(entry);
        Kind kind = counts.containsKey(own) || counts.size() < MOST_KINDS ? own : ALL_OTHERS;
        Count count = counts.computeIfAbsent(kind, any -> new Count());
        if (count.whole < WHOLE && kind != ALL_OTHERS) {
            count.whole++;
            unwritten.add(entry);
            return;
        }
        count.first = count.more == 0 ? entry : count.first;
        count.last = entry;
        count.more++;
    }

    /** What is to be written now. */
    synchronized List<AuditRow> take() {
        if (ticker.nanos() - spanBegan >= SPAN.toNanos()) {
            endSpan();
        }
        List<AuditRow> taken = List.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** All of it. */
    synchronized List<AuditRow> takeAll() {
        endSpan();
        return take();
    }

    /** They could not be written. The span goes on until they are: no more than one span's entries ever wait. */
    synchronized void giveBack(List<AuditRow> entries) {
        unwritten.addAll(0, entries);
        spanBegan = ticker.nanos();
    }

    private void endSpan() {
        counts.forEach((kind, count) -> {
            if (count.more > 0) {
                unwritten.add(summed(kind, count));
            }
        });
        counts.clear();
        spanBegan = ticker.nanos();
    }

    private static AuditRow summed(Kind kind, Count count) {
        AuditRow last = count.last;
        String like = kind == ALL_OTHERS ? " others" : " more like these";
        return new AuditRow(
                last.id(),
                last.atMillis(),
                kind.who(),
                kind.kind(),
                kind.action(),
                kind == ALL_OTHERS ? "" : last.object(),
                kind.outcome(),
                count.more + like + " since " + Instant.ofEpochMilli(count.first.atMillis())
                        + (last.detail().isEmpty() ? "" : ", the last: " + last.detail()),
                kind.address());
    }
}
