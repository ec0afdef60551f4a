package org.tablao.nodeapi.store;

/**
 * Who did what, when, with which outcome. Key: id. Texts are made to fit: an entry must not fail the change that it tells of.
 *
 * @param id UUIDv7: later ones are greater
 * @param who the caller's name
 * @param kind of the caller: {@code artist}, …
 * @param action what was done, {@code cancel job}; of what was refused what was asked for, {@code POST /jobs}
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
        implements Row {
    private static final int UNKNOWN = 0xFFFD;

    public AuditRow {
        who = fitted(who, 64);
        action = fitted(action, 256);
        object = fitted(object, 1024);
        detail = fitted(detail, 2048);
        address = fitted(address, 256);
    }

    private static String fitted(String text, int most) {
        StringBuilder fitted = new StringBuilder(Math.min(text.length(), most));
        int[] points = text.codePoints().limit(most + 1L).toArray();
        for (int point : points) {
            boolean half = Character.getType(point) == Character.SURROGATE;
            int shown = half ? UNKNOWN : Character.isISOControl(point) ? ' ' : point;
            if (fitted.length() + Character.charCount(shown) > most) {
                while (fitted.length() >= most) {
                    fitted.setLength(fitted.offsetByCodePoints(fitted.length(), -1));
                }
                return fitted.append('…').toString();
            }
            fitted.appendCodePoint(shown);
        }
        return fitted.toString();
    }
}
