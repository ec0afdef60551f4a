package org.tablao.certificates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.tls.Nodes.AuthorityView;
import org.tablao.nodeapi.tls.Nodes.NodeView;

/** Rows and files as administrators see them. */
final class NodeViews {
    private NodeViews() {}

    static List<NodeView> all(NodeBook book) {
        List<NodeView> views = new ArrayList<>();
        book.knocking().forEach(knock -> views.add(of(knock)));
        book.nodes().stream()
                .sorted(Comparator.comparing(NodeRow::name).thenComparing(NodeRow::id))
                .forEach(row -> views.add(of(row)));
        return views;
    }

    static NodeView of(NodeBook.Knock knock) {
        return new NodeView(
                knock.id(),
                knock.name(),
                List.of(knock.role()),
                "pending",
                knock.fingerprint(),
                knock.addresses(),
                knock.from(),
                "",
                "",
                "");
    }

    static NodeView of(NodeRow row) {
        return new NodeView(
                row.id(),
                row.name(),
                list(row.roles()),
                row.status(),
                row.fingerprint(),
                list(row.addresses()),
                "",
                time(row.joinedAtMillis()),
                row.decidedBy(),
                time(row.validUntilMillis()));
    }

    static AuthorityView of(Authority authority) {
        return new AuthorityView(
                Fingerprint.of(authority.certificate().getPublicKey()),
                Pem.of(authority.trusted()),
                authority.certificate().getNotAfter().toInstant().toString(),
                authority.next().map(one -> Fingerprint.of(one.getPublicKey())).orElse(""),
                authority
                        .previous()
                        .map(one -> Fingerprint.of(one.getPublicKey()))
                        .orElse(""),
                authority.nextStep().map(Instant::toString).orElse(""));
    }

    static List<String> list(String commas) {
        return commas.isEmpty() ? List.of() : List.of(commas.split(","));
    }

    private static String time(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }
}
