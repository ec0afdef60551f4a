package org.tablao.pluginapi.schema;

/**
 * What is wrong with one field, and how to mend it.
 *
 * @param field the field's name
 * @param reason follows the field's name in a sentence: {@code is missing}
 * @param wayOut a sentence: {@code Give a whole number from 1 to 1000}
 */
public record Problem(String field, String reason, String wayOut) {}
