package org.tablao.auditor;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Opens what the order names, and goes through all invariants. */
final class Audit {
    private final Order order;
    private final Findings findings = new Findings();

    Audit(Order order) {
        this.order = order;
    }

    Findings run() throws IOException, SQLException, Refused {
        List<Home> homes = new ArrayList<>();
        List<Store> stores = new ArrayList<>();
        try {
            for (Path folder : order.homes()) {
                Home home = Home.open(folder);
                homes.add(home);
                if (home.hasStore()) {
                    stores.add(open(home));
                }
            }
            look(homes, stores);
            return findings;
        } finally {
            for (Store store : stores) {
                store.close();
            }
            for (Home home : homes) {
                home.close();
            }
        }
    }

    private static Store open(Home home) throws IOException, Refused {
        try {
            return Store.open(home);
        } catch (SQLException e) {
            throw new Refused(ExitCode.UNUSABLE, "The store of " + home.folder() + " does not open: " + e.getMessage());
        }
    }

    private void look(List<Home> homes, List<Store> stores) throws IOException, SQLException {
        AttemptBook attempts = new AttemptBook();
        FolderAudit folders = new FolderAudit(attempts, order.leftoversAfter(), findings);
        for (Store store : stores) {
            attempts.read(store);
            new TaskAudit(store, findings).run(order.atRest());
            new PointerAudit(store, findings).run();
            new CounterAudit(store, findings).run();
            new FrameAudit(store, findings).run();
            folders.beside(new FileAudit(store, findings).run());
        }
        new StreamAudit(stores, findings).run(order.atRest());
        ProcessAudit processes = new ProcessAudit(attempts, order.overlap(), findings);
        for (Home home : homes) {
            folders.own(home);
            processes.read(home);
        }
        folders.run();
        processes.run();
    }
}
