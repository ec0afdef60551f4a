package org.tablao.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.UserRow;

/**
 * Of users of an earlier farm whose names differ in capitals alone one stays: the one that may most, then the oldest. The others are
 * disabled, and an administrator decides.
 */
final class NameCheck {
    private static final Logger LOG = LoggerFactory.getLogger(NameCheck.class);
    private static final Caller FARM = new Caller("(farm)", Caller.Kind.ADMINISTRATOR);
    private static final Comparator<UserRow> FIRST_STAYS = Comparator.comparing(
                    (UserRow user) -> UserCheck.kindOf(user.role()).orElse(Caller.Kind.ANONYMOUS))
            .reversed()
            .thenComparing(UserRow::createdAtMillis)
            .thenComparing(UserRow::name);

    private final AccountBook book;
    private final Audit audit;

    NameCheck(AccountBook book, Audit audit) {
        this.book = book;
        this.audit = audit;
    }

    void run(Store store) throws StoreException {
        List<Change> changes = new ArrayList<>();
        List<UserRow> disabled = new ArrayList<>();
        for (UserRow user : book.users()) {
            UserRow stays = book.alike(user.name()).stream()
                    .filter(one -> !one.disabled())
                    .min(FIRST_STAYS)
                    .orElse(user);
            if (!user.disabled() && !stays.name().equals(user.name())) {
                UserRow out = disabled(user);
                disabled.add(out);
                changes.add(new Change.Update(out));
                changes.add(audit.done(
                        FARM,
                        "disable user",
                        user.name(),
                        "the name differs from " + stays.name() + " in capitals alone"));
                LOG.warn(
                        "user {} is disabled: the name differs from {} in capitals alone. Make a user of another name",
                        user.name(),
                        stays.name());
            }
        }
        if (!changes.isEmpty()) {
            store.commit(changes);
            disabled.forEach(book::put);
        }
    }

    private static UserRow disabled(UserRow user) {
        return new UserRow(
                user.name(),
                user.displayName(),
                user.role(),
                user.password(),
                true,
                user.source(),
                user.createdAtMillis());
    }
}
