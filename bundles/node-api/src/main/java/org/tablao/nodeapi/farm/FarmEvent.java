package org.tablao.nodeapi.farm;

/**
 * Something that changed, with what it is now.
 *
 * @param id {@code <start of the server>-<number>}; numbers grow by one
 * @param type {@code job}, {@code task}, {@code frame}, {@code worker}, {@code manager}: the view of the same name; {@code
 *     progress}: a {@link TaskView}; {@code farm}: a {@link FarmView}; {@code reset}: nothing is known of what was missed,
 *     read all again
 */
public record FarmEvent(String id, String type, Object data) {}
