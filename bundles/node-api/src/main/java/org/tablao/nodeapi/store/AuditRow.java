package org.tablao.nodeapi.store;

/**
 * Who did what, when, with which outcome. Key: id.
 *
 * @param id UUIDv7: later ones are greater
 * @param who the caller's name
 * @param kind of the caller: {@code artist}, …
 * @param action what was asked for: {@code POST /jobs/{id}/cancel}, {@code log-in}
 * @param object what it was about: ids, names
 * @param outcome {@code done}, or the refusal's name
 * @param detail for people
 * @param address where the caller called from, empty where that is not known
 */
public record AuditRow(
        String id,
        long atMillis,
        String who,
        String kind,
        String action,
        String object,
        String outcome,
        String detail,
        String address)
        implements Row {}
