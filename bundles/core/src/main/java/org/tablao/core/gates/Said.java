package org.tablao.core.gates;

/**
 * What a gate says of itself.
 *
 * @param reason why it is closed, or what opened it; a sentence
 * @param change what would have to change; empty where it is open
 */
public record Said(String reason, String change) {
    static Said open(String reason) {
        return new Said(reason, "");
    }
}
