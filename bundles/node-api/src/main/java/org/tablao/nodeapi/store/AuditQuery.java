package org.tablao.nodeapi.store;

/**
 * Which entries of the audit, newest first; empty texts do not filter.
 *
 * @param text that action, object or detail contain
 * @param fromMillis 0: from the first
 * @param toMillis {@link Long#MAX_VALUE}: to the last
 * @param before id of the last entry of the page before, or empty
 * @param limit 1 to 1000
 */
public record AuditQuery(
        String who,
        String outcome,
        String object,
        String text,
        long fromMillis,
        long toMillis,
        String before,
        int limit) {

    /** Whether an entry is one of them. */
    public boolean finds(AuditRow entry) {
        return (who.isEmpty() || entry.who().equals(who))
                && (outcome.isEmpty() || entry.outcome().equals(outcome))
                && (object.isEmpty() || entry.object().equals(object))
                && (text.isEmpty() || (entry.action() + "\n" + entry.object() + "\n" + entry.detail()).contains(text))
                && entry.atMillis() >= fromMillis
                && entry.atMillis() <= toMillis
                && (before.isEmpty() || entry.id().compareTo(before) < 0);
    }
}
